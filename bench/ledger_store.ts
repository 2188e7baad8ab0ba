/**
 * Durable commands per second through the ledger's store, against bare `node:sqlite` inserts with the same
 * pragmas on the same disk, in one run. Each pair is measured in turns and the best round counts, so that a
 * busy neighbour on the machine hits both alike. Run: `deno run -A bench/ledger_store.ts [folder]`.
 *
 * @module
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import Table from "cli-table3";
import type { Command } from "../actors/ledger/command.ts";
import type { LedgerStore } from "../actors/ledger/store.ts";
import { openForWriting } from "../adapters/sqlite/connection.ts";
import { openDatabase } from "../adapters/sqlite/open_database.ts";

const ROUNDS = 3;
const SEQUENTIAL = 500;
const CONCURRENT = 1_000;
const BATCH = 100;

interface Measured {
  readonly perSecond: number;
  /** The longest time that one call kept the calling thread. */
  readonly longestCallMs: number;
}

let made = 0;

function nextCommand(): Command {
  const now = Date.now();
  return {
    id: `cmd_${now}_${made++}`,
    target: { kind: "display", key: String(made % 1_000), name: "Wall-L1" },
    order: { action: "execute", params: { command: "C:/show/start.exe -fullscreen" } },
    requester: { name: "operator", address: "127.0.0.1" },
    executionId: null,
    idempotencyKey: null,
    correlationId: "bench",
    createdAt: now,
    updatedAt: now,
    deadlineAt: now + 60_000,
    waitOnlineUntil: null,
    offsetMs: 0,
    state: "queued",
    reason: null,
    result: null,
  };
}

async function measure(
  rows: number,
  calls: number,
  call: (rows: number) => Promise<void> | void,
): Promise<Measured> {
  let longestCallMs = 0;
  const waiting: (Promise<void> | void)[] = [];
  const begin = performance.now();
  for (let n = 0; n < calls; n++) {
    const before = performance.now();
    const outcome = call(rows / calls);
    longestCallMs = Math.max(longestCallMs, performance.now() - before);
    if (calls === rows) await outcome;
    else waiting.push(outcome);
  }
  await Promise.all(waiting);
  return { perSecond: rows / (performance.now() - begin) * 1_000, longestCallMs };
}

function throughStore(ledger: LedgerStore): (rows: number) => Promise<void> {
  return (rows) =>
    ledger.commit(
      Array.from({ length: rows }, () => ({ type: "commandAdded", command: nextCommand() })),
    );
}

function bare(database: DatabaseSync): (rows: number) => void {
  database.exec("CREATE TABLE bare (id TEXT PRIMARY KEY, at INTEGER, body TEXT) STRICT");
  const insert = database.prepare("INSERT INTO bare VALUES (?, ?, ?)");
  return (rows) => {
    database.exec("BEGIN IMMEDIATE");
    for (let n = 0; n < rows; n++) {
      const command = nextCommand();
      insert.run(command.id, command.createdAt, JSON.stringify(command));
    }
    database.exec("COMMIT");
  };
}

const [dir] = Deno.args;
const folder = await Deno.makeTempDir({ prefix: "signalbox-bench-", ...(dir && { dir }) });
const database = await openDatabase({ dataDir: join(folder, "store") });
const peer = openForWriting(join(folder, "bare.db"));
const contenders = { "signalbox ledger store": throughStore(database.ledger), bare: bare(peer) };
const shapes = [
  ["1 row per commit, one after the other", SEQUENTIAL, SEQUENTIAL],
  [`${BATCH} rows per commit, ${CONCURRENT} rows at once`, CONCURRENT, CONCURRENT / BATCH],
  [`${CONCURRENT} rows in one commit`, CONCURRENT, 1],
] as const;
const table = new Table({
  head: ["shape", "contender", "rows/s", "longest call (ms)"],
  style: { head: [], border: [] },
});
for (const [shape, rows, calls] of shapes) {
  const best = new Map<string, Measured>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, call] of Object.entries(contenders)) {
      const measured = await measure(rows, calls, call);
      if (measured.perSecond > (best.get(name)?.perSecond ?? 0)) best.set(name, measured);
    }
  }
  for (const [name, { perSecond, longestCallMs }] of best) {
    table.push([shape, name, Math.round(perSecond), longestCallMs.toFixed(2)]);
  }
}
await database.close();
peer.close();
await Deno.remove(folder, { recursive: true });
Deno.stdout.writeSync(new TextEncoder().encode(`${table}\n`));
