import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openForWriting } from "../../adapters/sqlite/connection.ts";
import { Api } from "./api.ts";
import { type Figure, whole } from "./figure.ts";
import { startLoad } from "./loads.ts";
import { startServer } from "./servers.ts";
import { summarise } from "./statistics.ts";

const DISPLAYS = 200;
const ROUNDS = 3;
const IN_FLIGHT = 200;
const ONE_BY_ONE = 150;
const TOGETHER = 2_000;
/** Commands before the clock runs: the first hundreds pay for compiling. */
const WARM_UP = 1_000;

/** Commands over the API, each durable before its answer, against inserts into SQLite of as many rows. */
export async function ledger(): Promise<Figure[]> {
  const server = await startServer("host");
  const load = startLoad();
  await load.call("storm", { url: server.url, count: DISPLAYS, prefix: "Wall" });
  const api = new Api(server);
  const folder = await Deno.makeTempDir({ prefix: "signalbox-bench-" });
  const database = openForWriting(join(folder, "bare.db"));
  database.exec("CREATE TABLE bare (id TEXT PRIMARY KEY, at INTEGER, body TEXT) STRICT");
  const shapes = [["one at a time", ONE_BY_ONE, 1], [
    `${IN_FLIGHT} in flight`,
    TOGETHER,
    IN_FLIGHT,
  ]] as const;
  await order(api, WARM_UP, IN_FLIGHT);
  const figures: Figure[] = [];
  for (const [shape, count, inFlight] of shapes) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await order(api, count, inFlight));
      theirs.push(insert(database, count, inFlight));
    }
    figures.push(figureOf(shape, summarise(ours).median, summarise(theirs).median));
  }
  database.close();
  await Deno.remove(folder, { recursive: true });
  await load.stop();
  await server.child.stop();
  return figures;
}

function figureOf(shape: string, ours: number, theirs: number): Figure {
  return {
    arm: `ledger commands/s, ${shape}`,
    figure: whole(ours),
    peer: whole(theirs),
    ratio: ours / theirs,
    remark:
      "HTTP to display and back, every step durable; peer: a row each, a commit per as many as in flight",
  };
}

async function order(api: Api, count: number, inFlight: number): Promise<number> {
  let next = 0;
  const began = performance.now();
  const workers = Array.from({ length: inFlight }, async () => {
    while (next < count) {
      const name = `Wall-${next++ % DISPLAYS}`;
      await api.post(`/displays/${name}/commands`, {
        action: "execute",
        command: "D:\\show\\Stage.exe -dc_node=Node_1 -fullscreen",
      });
    }
  });
  await Promise.all(workers);
  return count / (performance.now() - began) * 1000;
}

let inserted = 0;

function insert(database: DatabaseSync, count: number, together: number): number {
  const statement = database.prepare("INSERT INTO bare VALUES (?, ?, ?)");
  const body = JSON.stringify({ command: "D:\\show\\Stage.exe -dc_node=Node_1 -fullscreen" });
  const began = performance.now();
  for (let done = 0; done < count; done += together) {
    database.exec("BEGIN IMMEDIATE");
    for (let n = 0; n < together; n++) statement.run(`cmd_${inserted++}`, Date.now(), body);
    database.exec("COMMIT");
  }
  return count / (performance.now() - began) * 1000;
}
