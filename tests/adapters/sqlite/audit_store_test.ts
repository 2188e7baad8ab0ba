import assert from "node:assert/strict";
import { SqliteAuditStore } from "../../../adapters/sqlite/stores/audit_store.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { Reader } from "../../../adapters/sqlite/reader.ts";
import { Writer } from "../../../adapters/sqlite/writer/writer.ts";
import type { SqlValue } from "../../../adapters/sqlite/writer/writer_messages.ts";
import { withDataDir } from "./with_data_dir.ts";

/** Knows how SQLite has found what was read. */
class ExplainingReader extends Reader {
  readonly plans: string[] = [];

  override get<Row>(sql: string, ...params: SqlValue[]): Row | undefined {
    const steps = this.all<{ readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params);
    this.plans.push(...steps.map(({ detail }) => detail));
    return super.get(sql, ...params);
  }
}

Deno.test("prune() goes straight to the line that is one too many, and reads none of those that stay", () =>
  withDataDir(async (dataDir) => {
    const database = await openDatabase({ dataDir });
    const reader = new ExplainingReader(database.path);
    const writer = await Writer.open({ path: database.path, maxBytes: null });
    await new SqliteAuditStore(reader, writer).prune({ before: 0, keep: 500_000, atMost: 2_000 });
    assert.notEqual(reader.plans.length, 0);
    assert.deepEqual(reader.plans.filter((step) => step.startsWith("SCAN")), []);
    await writer.close();
    reader.close();
    await database.close();
  }));
