import type { LedgerChange } from "../../actors/ledger/store.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { Reader } from "../../adapters/sqlite/reader.ts";
import { measureTables, type TableSize } from "../../adapters/sqlite/table_sizes.ts";
import { aDisplay } from "./members.ts";
import { Pipeline } from "./pipeline.ts";
import { list, type Site } from "./site.ts";
import { yearOfCommands } from "./year_of_commands.ts";
import { writeKeys, writeNodes } from "./year_of_nodes.ts";
import {
  monthOfPresence,
  quarterOfDeliveries,
  yearOfAlerts,
  yearOfChanges,
  yearOfSync,
} from "./year_of_watching.ts";

/** What a data folder holds. */
export interface DataSize {
  readonly databaseBytes: number;
  readonly tables: readonly TableSize[];
  readonly rows: ReadonlyMap<string, number>;
}

/** Changes in one commit. */
const TOGETHER = 2_000;

/** Fills an empty data folder with everything that a site's time leaves, through the stores that a control host has. */
export async function writeYear(dataDir: string, site: Site): Promise<void> {
  const database = await openDatabase({ dataDir });
  try {
    const { ledger, displays, presence, alerts, alertDeliveries, sync, audit } = database;
    await displays.commit(
      list(site.displays, (n) => ({ type: "displaySaved", display: aDisplay(n, site) })),
    );
    const commands = new Pipeline<LedgerChange>((changes) => ledger.commit(changes));
    for (const changes of yearOfCommands(site)) await commands.send(changes);
    await commands.done();
    await writeNodes(database, site);
    await writeKeys(database, site, dataDir);
    const watching = [
      new Pipeline(presence.commit.bind(presence)).sendAll(monthOfPresence(site), TOGETHER),
      new Pipeline(alerts.commit.bind(alerts)).sendAll(yearOfAlerts(site), TOGETHER),
      new Pipeline(alertDeliveries.commit.bind(alertDeliveries))
        .sendAll(quarterOfDeliveries(site), TOGETHER),
      new Pipeline(sync.commit.bind(sync)).sendAll(yearOfSync(site), TOGETHER),
      new Pipeline(audit.commit.bind(audit)).sendAll(yearOfChanges(site), TOGETHER),
    ];
    await Promise.all(watching);
  } finally {
    await database.close();
  }
}

/** Weighs it. Nobody may be writing to it. */
export async function sizeOf(path: string): Promise<DataSize> {
  const { size: databaseBytes } = await Deno.stat(path);
  const reader = new Reader(path);
  try {
    const tables = measureTables(reader);
    const rows = tables.map(([table]) => {
      const row = reader.get<{ readonly count: number }>(`SELECT count(*) AS count FROM ${table}`);
      return [table, row?.count ?? 0] as const;
    });
    return { databaseBytes, tables, rows: new Map(rows) };
  } finally {
    reader.close();
  }
}
