import assert from "node:assert/strict";
import { localTime, readMoment } from "../../../command_line/terminal/moments.ts";
import { FakeHost, NOW } from "../fakes/fake_host.ts";

const SEOUL = { timeZone: "Asia/Seoul" };

Deno.test("readMoment() takes what has no zone as localTime() shows it", () => {
  const read = (typed: string) =>
    new Date(readMoment(typed, SEOUL) ?? assert.fail(typed)).toISOString();
  assert.equal(read("2030-01-08"), "2030-01-07T15:00:00.000Z");
  assert.equal(read("2030-01-08T04:00"), "2030-01-07T19:00:00.000Z");
  assert.equal(read("2030-01-08 04:00"), "2030-01-07T19:00:00.000Z");
  assert.equal(read("2030-01-08T04:00:00Z"), "2030-01-08T04:00:00.000Z");
  assert.equal(read("2030-01-08T04:00-05"), "2030-01-08T09:00:00.000Z");
  assert.equal(localTime(read("2030-01-08 04:00"), SEOUL), "2030-01-08 04:00 Asia/Seoul");
});

Deno.test("readMoment() knows what is none", () => {
  for (const typed of ["", "yesterday", "7", "04:00", "2030-02-30", "2030-01-08T25:00"]) {
    assert.equal(readMoment(typed, SEOUL), undefined, typed);
  }
});

Deno.test("maintenance begin --from counts from the moment on this machine's clock", async () => {
  const host = new FakeHost();
  await host.run("maintenance", "begin", "2h", "--everything", "--from", "2026-03-02 09:00");
  const { from, until } = host.api.asked.at(-1)?.body ?? {};
  assert.deepEqual([from, until], ["2026-03-02T00:00:00.000Z", "2026-03-02T02:00:00.000Z"]);
  assert.equal(
    (await host.run("maintenance", "begin", "2h", "--everything", "--from", "noon")).code,
    2,
  );
  assert.ok(NOW < Date.parse(String(from)));
});
