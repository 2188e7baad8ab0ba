import type { Child } from "../displays/child.ts";
import { type Figure, percent, whole } from "../displays/figure.ts";
import { startMeter } from "../displays/process_stat.ts";
import { summarise } from "../displays/statistics.ts";
import { type LoadOrders, startLoad } from "./loads.ts";
import { type RunningServer, type ServerKind, startServer } from "./servers.ts";

const HOSTS = 100;
const CONTAINERS = 8;
/** Frames that each host has under way: enough that neither side ever waits for the network. */
const IN_FLIGHT = 4;
const ROUNDS = 5;
const ROUND_SECONDS = 3;
const WARM_UP_SECONDS = 3;
const TARGET = 0.8;

interface Contender {
  readonly kind: ServerKind;
  readonly server: RunningServer;
  readonly load: Child<LoadOrders>;
  readonly perCpuSecond: number[];
  readonly shares: number[];
}

/** Stats frames of 8 containers per CPU-second of the server, against parse-and-acknowledge, in turns. */
export async function stats(): Promise<Figure[]> {
  const contenders: Contender[] = [];
  for (const kind of ["host", "bare", "deno", "python"] as const) {
    contenders.push(await enter(kind));
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of contenders) await measure(contender);
  }
  for (const { server, load } of contenders) {
    await load.stop();
    await server.child.stop();
  }
  const [host, ...peers] = contenders;
  return host === undefined ? [] : peers.map((peer) => figureOf(host, peer));
}

async function enter(kind: ServerKind): Promise<Contender> {
  const server = await startServer(kind);
  const load = startLoad();
  const missing = await load.call("connect", {
    url: server.url,
    hosts: HOSTS,
    containers: CONTAINERS,
  });
  if (missing > 0) throw new Error(`${kind}: ${missing} hosts were not taken in`);
  await load.call("saturate", { seconds: WARM_UP_SECONDS, inFlight: IN_FLIGHT });
  return { kind, server, load, perCpuSecond: [], shares: [] };
}

async function measure({ server, load, perCpuSecond, shares }: Contender): Promise<void> {
  const stop = startMeter(server.pid);
  const frames = await load.call("saturate", { seconds: ROUND_SECONDS, inFlight: IN_FLIGHT });
  const { wallSeconds, cpuSeconds: [cpu = 0] } = stop();
  perCpuSecond.push(frames / cpu);
  shares.push(cpu / wallSeconds);
}

function figureOf(host: Contender, peer: Contender): Figure {
  const ours = summarise(host.perCpuSecond);
  const theirs = summarise(peer.perCpuSecond);
  const ratio = summarise(
    host.perCpuSecond.map((sample, round) => sample / (peer.perCpuSecond[round] ?? NaN)),
  );
  const share = ({ shares }: Contender) => percent(summarise(shares).median);
  const target = peer.kind === "bare"
    ? { target: `>= ${TARGET}`, met: ratio.median >= TARGET }
    : {};
  return {
    arm: `stats frames per CPU-second, against ${peer.kind}`,
    figure: `${whole(ours.median)} (${whole(ours.least)}-${whole(ours.most)})`,
    peer: `${whole(theirs.median)} (${whole(theirs.least)}-${whole(theirs.most)})`,
    ratio: ratio.median,
    ...target,
    remark: `ratio per round ${ratio.least.toFixed(2)}-${ratio.most.toFixed(2)}; ` +
      `CPU of host ${share(host)}, of ${peer.kind} ${share(peer)}`,
  };
}
