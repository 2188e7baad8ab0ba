import assert from "node:assert/strict";
import { checkHealth } from "../../../agents/doctor/health.ts";
import { HttpPeer } from "../../../agents/doctor/http_peer.ts";
import { all, short, withHttp, withTcp } from "./stage.ts";

const TIME = "2026-03-01T09:30:00.000Z";
const NOW = Date.parse(TIME);

function health(changes: Readonly<Record<string, unknown>> = {}, date?: string): Response {
  const body = { status: "ok", version: "0.1.7", time: TIME, ...changes };
  return Response.json(body, { headers: { date: date ?? new Date(NOW).toUTCString() } });
}

async function outcome(response: Response, own = "0.1.0"): Promise<readonly string[]> {
  let found: readonly string[] = [];
  await withHttp(() => response, async (peer) => {
    found = (await all(checkHealth(peer, own, () => NOW))).map(short);
  });
  return found;
}

Deno.test("checkHealth() finds a control host of our version, in time", async () => {
  const found = await outcome(health());
  assert.deepEqual(found, ["program.isSignalbox", "version.sameVersion", "clock.inTime"]);
});

Deno.test("checkHealth() tells another version: the second number before 1.0, then the first", async () => {
  assert.equal((await outcome(health({ version: "0.2.0" })))[1], "-version.otherVersion");
  assert.equal((await outcome(health({ version: "1.9.0" }), "1.0.0"))[1], "version.sameVersion");
  assert.equal((await outcome(health({ version: "2.0.0" }), "1.0.0"))[1], "-version.otherVersion");
});

Deno.test("checkHealth() tells a clock that is ahead or behind by more than a minute", async () => {
  const shifted = (seconds: number) => new Date(NOW + seconds * 1_000).toUTCString();
  for (
    const [seconds, code] of [
      [60, "clock.inTime"],
      [-60, "clock.inTime"],
      [61, "-clock.ahead"],
      [-86_400, "-clock.behind"],
    ] as const
  ) {
    assert.equal((await outcome(health({}, shifted(seconds))))[2], code, `${seconds} s`);
  }
});

const OTHERS: readonly (readonly [string, Response])[] = [
  ["a page", new Response("<html>", { headers: { server: "nginx" } })],
  ["other JSON", Response.json({ status: "ok" })],
  ["not found", new Response("no", { status: 404 })],
  ["another place", Response.redirect("http://127.0.0.1:1/elsewhere")],
];

for (const [what, response] of OTHERS) {
  Deno.test(`checkHealth() says that another program answers: ${what}`, async () => {
    assert.deepEqual(await outcome(response), ["-program.otherProgram"]);
  });
}

Deno.test("checkHealth() says that whoever listens speaks no HTTP, or hangs up", async () => {
  const garbage = async (socket: Deno.Conn) => {
    await socket.read(new Uint8Array(1_024));
    await socket.write(new TextEncoder().encode("220 mail.example ESMTP\r\n"));
    socket.close();
  };
  const silence = async (socket: Deno.Conn) => {
    await socket.read(new Uint8Array(1_024));
    socket.close();
  };
  for (const [meet, code] of [[garbage, "otherProgram"], [silence, "hungUp"]] as const) {
    await withTcp(meet, async (place) => {
      const peer = new HttpPeer(place, undefined);
      const [found] = await all(checkHealth(peer, "0.1.0"));
      peer.close();
      assert.equal(found?.code, code);
    });
  }
});
