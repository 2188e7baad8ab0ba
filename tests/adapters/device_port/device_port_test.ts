import assert from "node:assert/strict";
import type { LoadState } from "../../../actors/load.ts";
import { once } from "node:events";
import type { Socket } from "node:net";
import { openDevicePort } from "../../../adapters/device_port/device_port.ts";
import { dial, readToEnd, readUntil, withPort, writeInPieces } from "./client.ts";

/** Answers a text connection with what it has read, once the peer has ended. */
function echoAtEnd(socket: Socket, opening: string): void {
  let text = "";
  socket.on("data", (chunk) => text += chunk);
  socket.on("end", () => socket.end(`${opening}|${text}`));
}

Deno.test("text acceptor receives every byte, whatever the cut", () =>
  withPort({ acceptors: { text: echoAtEnd } }, async ({ port }) => {
    const cases: readonly (readonly [string, string])[] = [
      ["text", "10.0.0.7_Master,Synced\nmore\n"],
      ["text", "unknown_Free\n"],
      ["statusQuery", "GET_STATUS\n"],
      ["text", "GET_STALE\n"],
    ];
    for (const [opening, message] of cases) {
      for (let cut = 0; cut < Math.min(message.length, 12); cut++) {
        const socket = await dial(port);
        const answer = readToEnd(socket);
        await writeInPieces(socket, [message.slice(0, cut), message.slice(cut)].filter(Boolean));
        socket.end();
        assert.equal(await answer, `${opening}|${message}`, `cut at ${cut}`);
        socket.destroy();
      }
    }
  }));

Deno.test("text acceptor receives every byte when they come one by one", () =>
  withPort({ acceptors: { text: echoAtEnd } }, async ({ port }) => {
    const socket = await dial(port);
    const answer = readToEnd(socket);
    await writeInPieces(socket, [..."GET_STATUS\r\n"]);
    socket.end();
    assert.equal(await answer, "statusQuery|GET_STATUS\r\n");
    socket.destroy();
  }));

Deno.test("a silent connection is closed after the opening time, and reported", () =>
  withPort({ acceptors: {}, limits: { openingTimeoutMs: 30 } }, async ({ port, problem }) => {
    const socket = await dial(port);
    assert.equal(await readToEnd(socket), "");
    const { peerAddress, detail } = await problem("silent");
    assert.equal(peerAddress, "127.0.0.1");
    assert.match(detail, /30 ms/);
    socket.destroy();
  }));

Deno.test("an opening in drops does not stretch the opening time", () =>
  withPort({ acceptors: {}, limits: { openingTimeoutMs: 250 } }, async ({ port, problem }) => {
    const socket = await dial(port);
    const ended = readToEnd(socket);
    await writeInPieces(socket, ["O", "P", "T"]);
    assert.equal(await ended, "");
    await problem("slowOpening");
    socket.destroy();
  }));

Deno.test("a connection is closed and reported when nobody speaks its protocol", () =>
  withPort({ acceptors: {} }, async ({ port, problem }) => {
    for (const opening of ["GET / HTTP/1.1\r\n\r\n", "7_Master\n", "\x16\x03\x01"]) {
      const socket = await dial(port);
      const ended = readToEnd(socket);
      socket.write(opening);
      assert.equal(await ended, "");
      socket.destroy();
    }
    assert.match((await problem("noAcceptor")).detail, /speaks http/);
  }));

Deno.test("an acceptor that throws costs its own connection only", () => {
  let first = true;
  const text = (socket: Socket, opening: string) => {
    if (!first) return echoAtEnd(socket, opening);
    first = false;
    throw new Error("broken acceptor");
  };
  return withPort({ acceptors: { text } }, async ({ port, problem }) => {
    const victim = await dial(port);
    const ended = readToEnd(victim);
    victim.write("1\n");
    assert.equal(await ended, "");
    assert.equal((await problem("acceptorFailed")).detail, "broken acceptor");
    const next = await dial(port);
    const answer = readToEnd(next);
    next.end("2\n");
    assert.equal(await answer, "text|2\n");
    victim.destroy();
    next.destroy();
  });
});

Deno.test("connections past the limit of an address are refused until one is gone", () =>
  withPort(
    { acceptors: { text: echoAtEnd }, limits: { maxConnectionsPerAddress: 3 } },
    async ({ port, problem }) => {
      const open = [await dial(port), await dial(port), await dial(port)];
      const refused = await dial(port);
      assert.equal(await readToEnd(refused), "");
      assert.match((await problem("tooManyFromAddress")).detail, /3 allowed/);
      const [first] = open;
      assert.ok(first);
      const answer = readToEnd(first);
      first.end("1\n");
      assert.equal(await answer, "text|1\n");
      first.destroy();
      // The place is free once the port has seen the close, which the other end cannot observe: ask again.
      const served = await retry(async () => {
        const socket = await dial(port);
        const reply = readToEnd(socket);
        socket.end("2\n");
        const text = await reply;
        socket.destroy();
        return text === "text|2\n";
      });
      assert.ok(served);
      for (const socket of [...open, refused]) socket.destroy();
    },
  ));

Deno.test("connections past the limit of the port are refused", () =>
  withPort({ acceptors: {}, limits: { maxConnections: 2 } }, async ({ port, problem }) => {
    const open = [await dial(port), await dial(port), await dial(port)];
    await problem("tooManyConnections");
    for (const socket of open) socket.destroy();
  }));

Deno.test("a reset connection reaches neither the accept loop nor its neighbours", () =>
  withPort({ acceptors: { text: echoAtEnd } }, async ({ port }) => {
    for (const opening of ["", "GET", "1\n"]) {
      const socket = await dial(port);
      if (opening) socket.write(opening);
      socket.resetAndDestroy();
    }
    const next = await dial(port);
    const answer = readToEnd(next);
    next.end("2\n");
    assert.equal(await answer, "text|2\n");
    next.destroy();
  }));

Deno.test("close() ends open connections of every stage, and settles", async () => {
  const taken: Promise<void>[] = [];
  const accepted = Promise.withResolvers<void>();
  const port = await openDevicePort({
    host: "127.0.0.1",
    port: 0,
    acceptors: {
      text: (socket) => {
        socket.resume();
        accepted.resolve();
      },
    },
    onProblem: () => {},
  });
  const silent = await dial(port);
  const talking = await dial(port);
  taken.push(...[silent, talking].map((socket) => readToEnd(socket).then(() => {})));
  talking.write("1\n");
  await accepted.promise;
  // `talking` never closes its side by itself: the deadline does it.
  await port.close({ deadlineMs: 20 });
  await Promise.all(taken);
  await port.close({ deadlineMs: 20 });
  const late = dial(port);
  await assert.rejects(late, { code: "ECONNREFUSED" });
  silent.destroy();
  talking.destroy();
});

Deno.test("close() ends a text connection that closes its side at once, before the deadline", () =>
  withPort({ acceptors: { text: (socket) => socket.write("hi\n") } }, async ({ port }) => {
    const socket = await dial(port);
    const greeting = readUntil(socket, /hi\n/);
    socket.write("1\n");
    await greeting;
    const ended = once(socket, "end");
    socket.on("end", () => socket.end());
    // An hour: only a connection that is left behind would wait for it.
    const closed = port.close({ deadlineMs: 3_600_000 });
    await ended;
    await closed;
  }));

Deno.test("openDevicePort() rejects with the system's code when the port is taken", () =>
  withPort({ acceptors: {} }, async ({ port }) => {
    const again = openDevicePort({ ...port.address, acceptors: {}, onProblem: () => {} });
    await assert.rejects(again, { code: "EADDRINUSE" });
  }));

async function retry(attempt: () => Promise<boolean>): Promise<boolean> {
  for (let n = 0; n < 100; n++) {
    if (await attempt()) return true;
  }
  return false;
}

Deno.test("connections wait unread while there is too much to do, and all are served in the end", async () => {
  let load: LoadState = "overloaded";
  const options = { acceptors: { text: echoAtEnd }, load: () => load };
  await withPort(options, async ({ port }) => {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => dial(port)));
    const answered: number[] = [];
    const answers = sockets.map(async (socket, index) => {
      const text = readToEnd(socket);
      socket.end(`${index}\n`);
      assert.equal(await text, `text|${index}\n`);
      answered.push(index);
    });
    await Promise.all(answers.slice(0, 8));
    assert.ok(answered.length < 20, "the others wait");
    load = "normal";
    await Promise.all(answers);
    for (const socket of sockets) socket.destroy();
  });
});
