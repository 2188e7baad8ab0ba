import { setTimeout as pause } from "node:timers/promises";
import type { Child } from "../displays/child.ts";
import { type Figure, percent, whole } from "../displays/figure.ts";
import { startMeter } from "../displays/process_stat.ts";
import { summarise } from "../displays/statistics.ts";
import { type LoadOrders, startLoad } from "./loads.ts";
import { type RunningSyncServer, startSyncServer, type SyncServerKind } from "./servers.ts";

const HOSTS = 100;
const ROUNDS = 5;
const ROUND_SECONDS = 3;
const WARM_UP_SECONDS = 2;
/** The server counts as done when nothing has come for so long. */
const QUIET_MS = 200;
const TARGET = 0.5;
/** What a host does, and what comes in one piece when a server was busy for a while. */
const SIZES = [1, 50] as const;

interface Contender {
  readonly server: RunningSyncServer;
  readonly load: Child<LoadOrders>;
}

interface Sample {
  readonly perCpuSecond: number;
  readonly serverShare: number;
  readonly lost: number;
}

/** Lines taken in per CPU-second of the server, against a bare TCP line splitter, in turns. */
export async function lines(): Promise<Figure[]> {
  const bare = await enter("bare");
  const host = await enter("host");
  const figures: Figure[] = [];
  for (const size of SIZES) {
    const samples: [Sample, Sample][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      samples.push([await measure(host, size), await measure(bare, size)]);
    }
    figures.push(figureOf(size, samples));
  }
  for (const { server, load } of [bare, host]) {
    await load.stop();
    await server.child.stop();
  }
  return figures;
}

async function enter(kind: SyncServerKind): Promise<Contender> {
  const server = await startSyncServer(kind);
  const load = startLoad();
  await load.call("connect", { port: server.devicePort, count: HOSTS });
  for (const linesPerWrite of SIZES) {
    await load.call("blast", { seconds: WARM_UP_SECONDS, linesPerWrite });
    await allHandled(server);
  }
  return { server, load };
}

async function measure({ server, load }: Contender, linesPerWrite: number): Promise<Sample> {
  const before = await server.child.call("handled", null);
  const stop = startMeter(server.child.pid);
  const sent = await load.call("blast", { seconds: ROUND_SECONDS, linesPerWrite });
  const { wallSeconds } = stop();
  const handled = await allHandled(server) - before;
  const { cpuSeconds: [cpu = 0] } = stop();
  return { perCpuSecond: handled / cpu, serverShare: cpu / wallSeconds, lost: sent - handled };
}

/** Waits until nothing is on its way any more; answers with all that was handled. */
async function allHandled({ child }: RunningSyncServer): Promise<number> {
  let handled = await child.call("handled", null);
  for (;;) {
    await pause(QUIET_MS);
    const now = await child.call("handled", null);
    if (now === handled) return now;
    handled = now;
  }
}

function figureOf(size: number, samples: readonly (readonly [Sample, Sample])[]): Figure {
  const ours = summarise(samples.map(([host]) => host.perCpuSecond));
  const theirs = summarise(samples.map(([, bare]) => bare.perCpuSecond));
  const ratio = summarise(samples.map(([host, bare]) => host.perCpuSecond / bare.perCpuSecond));
  const [host, bare] = [0, 1].map((side) =>
    percent(summarise(samples.map((sample) => sample[side]?.serverShare ?? NaN)).median)
  );
  const lost = samples.reduce((sum, [{ lost }]) => sum + Math.max(0, lost), 0);
  return {
    arm: `lines per CPU-second, ${size} in a write`,
    figure: `${whole(ours.median)} (${whole(ours.least)}-${whole(ours.most)})`,
    peer: `${whole(theirs.median)} (${whole(theirs.least)}-${whole(theirs.most)})`,
    ratio: ratio.median,
    target: `>= ${TARGET}`,
    met: ratio.median >= TARGET && lost === 0,
    remark: `ratio per round ${ratio.least.toFixed(2)}-${ratio.most.toFixed(2)}; ` +
      `CPU host ${host}, bare ${bare}${lost === 0 ? "" : `; LOST ${whole(lost)}`}`,
  };
}
