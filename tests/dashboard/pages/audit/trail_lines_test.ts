import assert from "node:assert/strict";
import { joined, withOlder } from "../../../../dashboard/pages/audit/trail_lines.ts";
import type { AuditEntry, AuditPage } from "../../../../protocols/api/audit.ts";

/** Lines of these numbers, the highest first. */
function page(from: number, to: number, nextCursor: string | null = "older"): AuditPage {
  const items = Array.from({ length: from - to + 1 }, (_, n): AuditEntry => ({
    ...{ sequence: from - n, at: "2030-01-08T04:00:00.000Z", who: "operator", tokenId: "tok_1" },
    ...{ address: "10.0.0.7", correlationId: null, kind: "preset.changed", before: {}, after: {} },
    ...{ subject: { kind: "preset", key: "3", name: "Morning" }, hash: "" },
  }));
  return { items, nextCursor };
}

const numbers = ({ lines }: { readonly lines: readonly AuditEntry[] }) =>
  lines.map(({ sequence }) => sequence);

Deno.test("joined() keeps older lines below the newest page as that is read again", () => {
  const first = joined(page(9, 7), undefined);
  const more = withOlder(first, page(6, 4, "still older"));
  assert.deepEqual(numbers(more), [9, 8, 7, 6, 5, 4]);
  const later = joined(page(11, 9), more);
  assert.deepEqual(numbers(later), [11, 10, 9, 8, 7, 6, 5, 4]);
  assert.equal(later.cursor, "still older");
});

Deno.test("joined() lets older lines go when more was written since than one page holds", () => {
  const more = withOlder(joined(page(9, 7), undefined), page(6, 4, null));
  const later = joined(page(13, 11), more);
  assert.deepEqual([numbers(later), later.cursor], [[13, 12, 11], "older"]);
});
