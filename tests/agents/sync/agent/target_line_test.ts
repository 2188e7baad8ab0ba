import assert from "node:assert/strict";
import { FakeTarget } from "./fake_target.ts";

const LINE = "192.0.2.31_state2\r\n";

Deno.test("TargetLine says the state at once, and then every interval, changed or not", async () => {
  const target = new FakeTarget();
  const line = target.line();
  line.start();
  await target.advance(0);
  const wire = target.accept();
  assert.equal(wire.text, LINE);
  await target.advance(3_000);
  assert.equal(wire.text, LINE.repeat(4));
  assert.equal(line.linesSent, 4);
  line.stop();
  assert.equal(wire.over, "ended");
});

Deno.test("TargetLine says a change at once", async () => {
  const target = new FakeTarget();
  const line = target.line(60_000, "10.20.0.31");
  line.start();
  await target.advance(0);
  const wire = target.accept();
  target.digit = 0;
  line.say();
  assert.equal(wire.text, "10.20.0.31_state2\r\n10.20.0.31_state0\r\n");
  line.stop();
});

Deno.test("TargetLine says nothing as long as there is no state", async () => {
  const target = new FakeTarget();
  target.digit = undefined;
  const line = target.line();
  line.start();
  await target.advance(0);
  const wire = target.accept();
  await target.advance(2_000);
  assert.equal(wire.text, "");
  line.stop();
});

Deno.test("TargetLine tries again after 2, 4, 8, 16 and 30 s, for ever, and says so once", async () => {
  const target = new FakeTarget();
  const line = target.line();
  line.start();
  await target.advance(0);
  target.refuse();
  for (const seconds of [2, 4, 8, 16, 30, 30, 30]) {
    await target.advance(seconds * 1_000 - 1);
    assert.equal(target.dialling, false, `not before ${seconds} s`);
    await target.advance(1);
    target.refuse();
  }
  const warnings = target.log.filter((each) => each.startsWith("warn"));
  assert.deepEqual(warnings, [
    "warn 192.0.2.10:8080 cannot be reached (connection refused); it is tried again",
  ]);
  line.stop();
});

Deno.test("TargetLine is back 1 s after a good connection was closed, and says each once", async () => {
  const target = new FakeTarget();
  const line = target.line();
  line.start();
  await target.advance(0);
  const close = target.acceptClosable();
  await target.advance(15_000);
  close();
  await target.advance(1_000);
  assert.equal(target.accept().text, LINE);
  assert.deepEqual(target.log, [
    "info sending to 192.0.2.10:8080",
    "warn 192.0.2.10:8080 has closed the connection; it is tried again",
    "info sending to 192.0.2.10:8080",
  ]);
  line.stop();
});

Deno.test("TargetLine slows down, and is silent about it, when its target hangs up each time", async () => {
  const target = new FakeTarget();
  const line = target.line();
  line.start();
  await target.advance(0);
  for (const seconds of [2, 4, 8, 16, 30, 30]) {
    target.acceptClosable()();
    await target.advance(seconds * 1_000);
  }
  assert.equal(target.dialledAt.length, 7);
  assert.deepEqual(target.log.filter((each) => !each.startsWith("debug")), [
    "info sending to 192.0.2.10:8080",
    "warn 192.0.2.10:8080 has closed the connection; it is tried again",
    "info sending to 192.0.2.10:8080",
  ]);
  line.stop();
});

Deno.test("TargetLine makes a second connection every 30 s, which takes over from the first", async () => {
  const target = new FakeTarget();
  const line = target.line();
  line.start();
  await target.advance(0);
  const first = target.accept();
  await target.advance(29_999);
  assert.equal(target.dialling, false);
  await target.advance(1);
  assert.equal(first.over, undefined, "the first is kept until the second is there");
  const second = target.accept();
  assert.deepEqual([first.over, second.text], ["ended", LINE]);
  assert.deepEqual(target.log, ["info sending to 192.0.2.10:8080"]);
  line.stop();
});

Deno.test("TargetLine lets go of a connection whose target is gone without a word", async () => {
  const target = new FakeTarget();
  const line = target.line();
  line.start();
  await target.advance(0);
  const first = target.accept();
  await target.advance(30_000);
  target.refuse();
  assert.deepEqual([first.over, line.connected], ["destroyed", false]);
  await target.advance(2_000);
  assert.equal(target.accept().text, LINE);
  line.stop();
});

Deno.test("TargetLine lets go of a target that takes nothing any more", async () => {
  const target = new FakeTarget();
  const line = target.line();
  line.start();
  await target.advance(0);
  const wire = target.accept();
  wire.unsentBytes = 9_000;
  await target.advance(1_000);
  assert.equal(wire.over, "destroyed");
  line.stop();
});

Deno.test("TargetLine leaves no connection that is made after its end", async () => {
  const target = new FakeTarget();
  const line = target.line();
  line.start();
  await target.advance(0);
  line.stop();
  assert.equal(target.accept().over, "destroyed");
});
