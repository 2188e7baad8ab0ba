import assert from "node:assert/strict";
import type { OutputEvent } from "../../../protocols/api/command_output.ts";
import { serverSentEvents } from "../../../command_line/api/server_sent_events.ts";
import { FakeHost } from "../fakes/fake_host.ts";
import { TIME } from "../fakes/samples.ts";

const LOGS = ["send", "client123/3node0", "logs"] as const;

function stage(): FakeHost {
  const host = new FakeHost();
  host.api.nodes.add("client123", ["3node0"]);
  return host;
}

function stream(...events: readonly OutputEvent[]): string {
  const told = events.map((event) => {
    const id = event.type === "output" ? `id: ${event.sequence}\n` : "";
    return `${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
  });
  return `: keep-alive\n\n${told.join("")}`;
}

function said(sequence: number, text: string, divider: "restarted" | "away" | null = null) {
  return { type: "output", sequence, at: TIME, text, divider } as const;
}

const END = { type: "end", state: "completed", reason: null } as const;

Deno.test("send logs --follow shows lines and what happened between them, until the log ends", async () => {
  const host = stage();
  host.api.spoken.push(stream(
    said(1, "one\n\ttwo\u001b[2J\n"),
    said(2, "3node0 restarted at 2026-03-01T09:30:00.000Z", "restarted"),
    said(3, "The host is not connected.", "away"),
    { type: "skipped", sequence: 9 },
    said(9, "three\n"),
    END,
  ));
  const { code, out } = await host.run(...LOGS, "20", "--follow");
  assert.equal(code, 0);
  assert.equal(
    out,
    "Accepted: cmd_1\none\n    two [2J\n--- 3node0 restarted at 2026-03-01T09:30:00.000Z ---\n" +
      "--- the client is not connected ---\n--- lines were left out here ---\nthree\n",
  );
  const order = host.api.asked.find(({ method }) => method === "POST");
  assert.deepEqual(order?.body.params, { lines: 20, follow: true });
});

Deno.test("send logs --follow goes on where it was when the control host is away for a while", async () => {
  const host = stage();
  host.api.spoken.push(stream(said(1, "one\n"), said(2, "two\n")), stream(said(3, "three\n"), END));
  const { code, out } = await host.run(...LOGS, "follow=true");
  assert.equal(code, 0);
  assert.match(out, /one\ntwo\nthree\n$/);
  const listened = host.api.asked.filter(({ path }) => path.endsWith("/output"));
  assert.deepEqual(listened.map(({ headers }) => headers.get("last-event-id")), [null, "2"]);
});

Deno.test("send logs --follow ends the command with Ctrl+C", async () => {
  const host = stage();
  host.keyboard.interruptAfter = 2;
  host.api.spoken.push(stream(said(1, "one\n")));
  const { code } = await host.run(...LOGS, "--follow");
  assert.equal(code, 0);
  assert.deepEqual(
    host.api.asked.filter(({ method }) => method === "DELETE").map(({ path }) => path),
    ["/commands/cmd_1"],
  );
});

Deno.test("send logs --follow says why the log has ended, and fails with it", async () => {
  const host = stage();
  host.api.spoken.push(stream({ type: "end", state: "failed", reason: "busy: 8 logs" }));
  const { code, err } = await host.run(...LOGS, "--follow");
  assert.equal(code, 1);
  assert.match(err, /The log has ended: busy: 8 logs/);
});

Deno.test("send logs --follow says in Korean what happened, and the lines as they are", async () => {
  const host = stage();
  host.env.SIGNALBOX_LANG = "ko";
  const reason = "The host's actor was stopped, and with it whatever it followed.";
  host.api.spoken.push(stream(
    said(1, "Heard in time.\n"),
    said(2, "3node0 restarted at 09:30", "restarted"),
    { type: "end", state: "failed", reason },
  ));
  const { out, err } = await host.run(...LOGS, "--follow");
  assert.match(out, /\nHeard in time\.\n--- 3node0 다시 시작됨: 09:30 ---\n$/);
  assert.match(err, /호스트를 맡은 액터가 중지되어/);
});

Deno.test("send logs --follow --json prints one event in each line", async () => {
  const host = stage();
  host.api.spoken.push(stream(said(1, "one\n"), END));
  const { out } = await host.run(...LOGS, "--follow", "--json");
  assert.deepEqual(out.trim().split("\n").map((line) => JSON.parse(line)), [said(1, "one\n"), END]);
});

Deno.test("send --follow is refused for what is no log, in both languages, and help shows it", async () => {
  const host = stage();
  const english = await host.run("send", "client123/3node0", "status", "--follow");
  assert.equal(english.code, 2);
  assert.match(english.err, /--follow is for logs, not for status/);
  host.env.SIGNALBOX_LANG = "ko";
  const korean = await host.run("send", "client123/3node0", "status", "--follow");
  assert.match(korean.err, /--follow는 logs에만/);
  assert.equal(host.api.asked.some(({ method }) => method === "POST"), false);
  assert.match((await host.run("send", "--help")).out, /--follow/);
});

Deno.test("serverSentEvents() reads the same however the bytes are cut, and refuses what has no end", async () => {
  const bytes = new TextEncoder().encode(stream(said(1, "하나\n"), END));
  const whole = await read([bytes]);
  assert.deepEqual(whole, [{ id: "1", data: said(1, "하나\n") }, { id: undefined, data: END }]);
  assert.deepEqual(await read([...bytes].map((byte) => Uint8Array.of(byte))), whole);
  const endless = new Uint8Array(2 ** 21).fill(120);
  await assert.rejects(() => read([endless]), RangeError);
});

async function read(parts: readonly Uint8Array[]) {
  return await Array.fromAsync(serverSentEvents(ReadableStream.from(parts)));
}
