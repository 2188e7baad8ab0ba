import { Api, poll } from "./api.ts";
import type { Child } from "./child.ts";
import { type Figure, latencyFigure, percent, whole } from "./figure.ts";
import { type LoadOrders, startLoad } from "./loads.ts";
import { startMeter } from "./process_stat.ts";
import { type RunningServer, type ServerKind, startServer } from "./servers.ts";
import { summarise } from "./statistics.ts";

const DISPLAYS = 200;
/** Heartbeats that each display has under way: enough that neither side ever waits for the network. */
const IN_FLIGHT = 4;
const ROUNDS = 5;
const ROUND_SECONDS = 4;
const WARM_UP_SECONDS = 3;
const API_SECONDS = 6;
const API_REQUESTS_PER_SECOND = 50;
const TARGET = 0.85;

interface Contender {
  readonly server: RunningServer;
  readonly load: Child<LoadOrders>;
  readonly perCpuSecond: number[];
  readonly serverShare: number[];
  readonly loadShare: number[];
}

/** Heartbeats answered per CPU-second of the server, against bare socket.io, in turns. */
export async function heartbeats(): Promise<Figure[]> {
  const bare = await enter("bare");
  const host = await enter("host");
  for (let round = 0; round < ROUNDS; round++) {
    await measure(bare);
    await measure(host);
  }
  const apiLatency = await pollBeside(host);
  for (const { server, load } of [bare, host]) {
    await load.stop();
    await server.child.stop();
  }
  return [figureOf(bare, host), apiLatency];
}

async function enter(kind: ServerKind): Promise<Contender> {
  const server = await startServer(kind);
  const load = startLoad();
  await load.call("storm", { url: server.url, count: DISPLAYS, prefix: "Beat" });
  await load.call("beat", { seconds: WARM_UP_SECONDS, inFlight: IN_FLIGHT });
  return { server, load, perCpuSecond: [], serverShare: [], loadShare: [] };
}

async function measure({ server, load, ...samples }: Contender): Promise<void> {
  const stop = startMeter(server.child.pid, load.pid);
  const answers = await load.call("beat", { seconds: ROUND_SECONDS, inFlight: IN_FLIGHT });
  const { wallSeconds, cpuSeconds: [serverCpu = 0, loadCpu = 0] } = stop();
  samples.perCpuSecond.push(answers / serverCpu);
  samples.serverShare.push(serverCpu / wallSeconds);
  samples.loadShare.push(loadCpu / wallSeconds);
}

function figureOf(bare: Contender, host: Contender): Figure {
  const ours = summarise(host.perCpuSecond);
  const theirs = summarise(bare.perCpuSecond);
  const pairs = host.perCpuSecond.map((sample, round) =>
    sample / (bare.perCpuSecond[round] ?? NaN)
  );
  const ratio = summarise(pairs);
  const shares = [host.serverShare, host.loadShare, bare.serverShare, bare.loadShare]
    .map((samples) => percent(summarise(samples).median));
  return {
    arm: "heartbeats per CPU-second",
    figure: `${whole(ours.median)} (${whole(ours.least)}-${whole(ours.most)})`,
    peer: `${whole(theirs.median)} (${whole(theirs.least)}-${whole(theirs.most)})`,
    ratio: ratio.median,
    target: `>= ${TARGET}`,
    met: ratio.median >= TARGET,
    remark: `ratio per round ${ratio.least.toFixed(2)}-${ratio.most.toFixed(2)}; ` +
      `CPU server/load: host ${shares[0]}/${shares[1]}, bare ${shares[2]}/${shares[3]}`,
  };
}

async function pollBeside({ server, load }: Contender): Promise<Figure> {
  const paths = ["/displays?limit=100", "/commands"];
  const stop = poll(new Api(server), paths, API_REQUESTS_PER_SECOND);
  await load.call("beat", { seconds: API_SECONDS, inFlight: IN_FLIGHT });
  return latencyFigure("saturating heartbeats", await stop());
}
