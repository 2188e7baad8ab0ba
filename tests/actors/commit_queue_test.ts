import assert from "node:assert/strict";
import type { AuditLine } from "../../actors/audit/audit_line.ts";
import { auditLines } from "../../actors/audit/audit_line.ts";
import { SYSTEM } from "../../actors/audit/author.ts";
import { CommitQueue } from "../../actors/commit_queue.ts";
import type { ActorDefinition } from "../../actors/kernel/mod.ts";
import { createTestSystem } from "../../actors/kernel/testing.ts";

type Message =
  | {
    readonly type: "push";
    readonly changes: readonly string[];
    readonly lines: readonly AuditLine[];
  }
  | { readonly type: "settled"; readonly cause: unknown };

const [LINE] = auditLines(SYSTEM, 0, { kind: "wall.noted", key: "1", name: "Wall" });

Deno.test("CommitQueue writes lines of the audit trail that come without a change, and nothing for neither", async () => {
  const committed: [readonly string[], number][] = [];
  let told = 0;
  const store = {
    commit(changes: readonly string[], lines: readonly AuditLine[] = []) {
      committed.push([changes, lines.length]);
      return Promise.resolve();
    },
  };
  const keeper: ActorDefinition<Message, CommitQueue<Message, string>, null> = {
    kind: "keeper",
    mailbox: { capacity: 16, whenFull: "fail" },
    init: () => new CommitQueue(store, (cause): Message => ({ type: "settled", cause })),
    handle(queue, message, ctx) {
      if (message.type === "settled") return queue.settle(message.cause, ctx);
      queue.push(message.changes, () => told++, ctx, message.lines);
    },
    stopped: (queue) => queue.flush([], LINE ? [LINE] : []),
  };
  const test = createTestSystem();
  const ref = test.system.spawn(keeper, null, { key: "keeper" });
  for (const lines of [[], LINE ? [LINE] : []]) {
    ref.tell({ type: "push", changes: [], lines });
    await test.settle();
  }
  assert.deepEqual(committed, [[[], 1]]);
  assert.equal(told, 2);
  await test.system.stop(1_000);
  assert.deepEqual(committed, [[[], 1], [[], 1]]);
});
