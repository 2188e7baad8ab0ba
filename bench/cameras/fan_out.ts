import { setTimeout as pause } from "node:timers/promises";
import type { Child } from "../displays/child.ts";
import { type Figure, percent } from "../displays/figure.ts";
import { startMeter } from "../displays/process_stat.ts";
import { summarise, type Summary } from "../displays/statistics.ts";
import { type BenchCodec, type CameraOrders, startCameras } from "./cameras.ts";
import { type RunningServer, type ServerKind, startServer, type StreamPath } from "./servers.ts";
import { startViewers, type ViewerOrders } from "./viewers.ts";

const ROUNDS = 9;
const ROUND_SECONDS = 1;
/**
 * Cameras send without pause, and contenders take turns: so much is played before each round and not counted, for a
 * process that has rested gives memory back and forgets compiled code, and pays for both when it begins again.
 */
const LEAD_IN_SECONDS = 1;
/** As many frames as it takes for all code to be compiled. */
const WARM_UP = { seconds: 6, speed: 8 };
/** The viewers count as done when nothing has come for so long. */
const QUIET_MS = 100;
/** To bare node:net, and to Python. */
const TARGETS: Readonly<Record<Peer, number>> = { bare: 0.8, python: 1.2 };

type Peer = Exclude<ServerKind, "host">;

/** A site: how many cameras, and how many watch each. */
interface Site {
  readonly name: string;
  readonly cameras: number;
  readonly each: number;
  /** Times as fast as 30 frames a second, so that a round has CPU time enough to be measured in ticks of 10 ms. */
  readonly speed: number;
}

const SITES: readonly Site[] = [
  { name: "1 camera to 100 viewers", cameras: 1, each: 100, speed: 4 },
  { name: "16 cameras to 4 viewers each", cameras: 16, each: 4, speed: 4 },
];

/** What a camera sends, and what its viewers take. */
interface Stream {
  readonly name: string;
  readonly codec: BenchCodec;
  readonly path: StreamPath;
}

const STREAMS: readonly Stream[] = [
  { name: "H.264 as it comes", codec: "h264", path: "pieces" },
  { name: "JPEG by relay", codec: "jpeg", path: "frames" },
];

interface Contender {
  readonly cameras: Child<CameraOrders>;
  readonly server: RunningServer;
}

/** A contender with the viewers of one site. */
interface Show extends Contender {
  readonly viewers: Child<ViewerOrders>;
}

/** Of one round. */
interface Sample {
  readonly gigabitsPerCpuSecond: number;
  readonly serverShare: number;
  /** Bytes that viewers have got, of those that they were meant to. */
  readonly delivered: number;
}

/** Bits that reach viewers per CPU-second of the server, against bare node:net and the guide's design. */
export async function fanOut(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const stream of STREAMS) {
    const contenders: Contender[] = [];
    for (const kind of ["host", "bare", "python"] as const) {
      contenders.push(await enter(kind, stream));
    }
    for (const site of SITES) figures.push(...await compare(contenders, site, stream));
    for (const { cameras, server } of contenders) {
      await server.child.stop();
      await cameras.stop();
    }
  }
  return figures;
}

async function enter(kind: ServerKind, { codec, path }: Stream): Promise<Contender> {
  const cameras = startCameras();
  const count = Math.max(...SITES.map(({ cameras }) => cameras));
  const ports = await cameras.call("open", { count, codec });
  return { cameras, server: await startServer(kind, { cameras: ports, codec, path }) };
}

async function compare(
  contenders: readonly Contender[],
  site: Site,
  stream: Stream,
): Promise<Figure[]> {
  const shows: Show[] = [];
  for (const contender of contenders) shows.push(await open(contender, site));
  const rounds: Sample[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const samples: Sample[] = [];
    for (const show of shows) samples.push(await measure(show, site));
    rounds.push(samples);
  }
  for (const { viewers } of shows) await viewers.stop();
  const arm = `${site.name}, ${stream.name}`;
  return (["bare", "python"] as const).map((peer) => figureOf(arm, peer, rounds));
}

async function open(contender: Contender, site: Site): Promise<Show> {
  const viewers = startViewers();
  const targets = contender.server.targets.slice(0, site.cameras);
  await viewers.call("connect", { targets, each: site.each, what: "read" });
  await contender.cameras.call("play", { count: site.cameras, ...WARM_UP });
  return { ...contender, viewers };
}

async function measure({ cameras, server, viewers }: Show, site: Site): Promise<Sample> {
  const { cameras: count, speed } = site;
  await cameras.call("play", { count, seconds: LEAD_IN_SECONDS, speed });
  const before = await allRead(viewers);
  const stop = startMeter(server.pid);
  const sent = await cameras.call("play", { count, seconds: ROUND_SECONDS, speed });
  const { wallSeconds } = stop();
  const bytes = await allRead(viewers) - before;
  const { cpuSeconds: [cpu = 0] } = stop();
  return {
    gigabitsPerCpuSecond: bytes * 8 / 1e9 / cpu,
    serverShare: cpu / wallSeconds,
    delivered: bytes / (sent.bytes * site.each),
  };
}

/** Waits until nothing is on its way any more; answers with all that was read. */
async function allRead(viewers: Child<ViewerOrders>): Promise<number> {
  let read = await viewers.call("bytes", null);
  for (;;) {
    await pause(QUIET_MS);
    const now = await viewers.call("bytes", null);
    if (now === read) return now;
    read = now;
  }
}

function figureOf(arm: string, peer: Peer, rounds: readonly Sample[][]): Figure {
  const at = peer === "bare" ? 1 : 2;
  const of = (index: number, field: keyof Sample): Summary =>
    summarise(rounds.map((samples) => samples[index]?.[field] ?? NaN));
  const ratio = summarise(
    rounds.map(([host, ...peers]) =>
      (host?.gigabitsPerCpuSecond ?? NaN) / (peers[at - 1]?.gigabitsPerCpuSecond ?? NaN)
    ),
  );
  return {
    arm: `${arm}, against ${peer === "bare" ? "node:net" : "the guide's Python"}`,
    figure: gigabits(of(0, "gigabitsPerCpuSecond")),
    peer: gigabits(of(at, "gigabitsPerCpuSecond")),
    ratio: ratio.median,
    target: `>= ${TARGETS[peer]}`,
    met: ratio.median >= TARGETS[peer],
    remark: `ratio per round ${ratio.least.toFixed(2)}-${ratio.most.toFixed(2)}; ` +
      [0, at].map((index) =>
        `${index === 0 ? "host" : peer}: CPU ${percent(of(index, "serverShare").median)}, ` +
        `delivered ${percent(of(index, "delivered").median)}`
      ).join("; "),
  };
}

function gigabits({ median, least, most }: Summary): string {
  return `${median.toFixed(1)} Gb/s (${least.toFixed(1)}-${most.toFixed(1)})`;
}
