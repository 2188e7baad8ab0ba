import assert from "node:assert/strict";
import { SampleOutbox } from "../../../../agents/nodes/agent/sample_outbox.ts";
import { withNodeAgent } from "./stage.ts";

/** An outbox whose line is open or not, and what went over it. */
function outbox() {
  const sent: string[] = [];
  const line = { open: true };
  const box = new SampleOutbox({
    send: (text) => {
      if (line.open) sent.push(text);
      return line.open;
    },
  });
  const add = (from: number, to: number) => {
    for (let at = from; at <= to; at++) box.add(at, String(at));
  };
  return { sent, line, box, add };
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
}

Deno.test("SampleOutbox keeps the last hundred readings for a line that is away, and counts the others", () => {
  const { sent, line, box, add } = outbox();
  line.open = false;
  add(1, 130);
  assert.deepEqual([box.waiting, box.dropped, sent.length], [100, 30, 0]);
  line.open = true;
  box.flush();
  assert.deepEqual(sent, numbers(31, 130));
  assert.equal(box.waiting, 0);
});

Deno.test("SampleOutbox says again what was not acknowledged when the line was lost", () => {
  const { sent, line, box, add } = outbox();
  add(1, 5);
  for (const sequence of [1, 2, 4]) box.acknowledged(sequence);
  line.open = false;
  box.lost();
  add(6, 6);
  line.open = true;
  box.flush();
  assert.deepEqual(sent.slice(5), ["3", "5", "6"]);
});

Deno.test("SampleOutbox says nothing again to a server that acknowledges nothing", () => {
  const { sent, box, add } = outbox();
  add(1, 5);
  box.lost();
  box.flush();
  assert.deepEqual(sent, numbers(1, 5));
});

Deno.test("SampleOutbox stops flushing where the line ends, and loses nothing", () => {
  const sent: string[] = [];
  let room = 0;
  const box = new SampleOutbox({ send: (text) => room-- > 0 && sent.push(text) > 0 });
  for (let at = 1; at <= 10; at++) box.add(at, String(at));
  room = 4;
  box.flush();
  assert.deepEqual([sent.length, box.waiting], [4, 6]);
  room = 100;
  box.flush();
  assert.deepEqual(sent, numbers(1, 10));
});

Deno.test("a node agent flushes what it read while the server was away, each once", () =>
  withNodeAgent(async ({ server, heard, until }, agent) => {
    server.manners.upgradeStatus = 503;
    server.cut();
    await until(() => agent.waiting > 5);
    server.manners.upgradeStatus = 101;
    await until(() => agent.registered && agent.waiting === 0);
    const last = heard("stats").length;
    await until(() => heard("stats").length > last + 2);
    const sequences = heard("stats").map(({ sequence }) => Number(sequence));
    const distinct = [...new Set(sequences)];
    assert.deepEqual(distinct, numbers(1, distinct.length).map(Number), "none is missing");
    // What was on the lost line may have arrived.
    assert.ok(sequences.length - distinct.length <= 3, `${sequences}`);
  }));
