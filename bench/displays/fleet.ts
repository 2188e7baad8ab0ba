import type { Child } from "./child.ts";
import { type Figure, milliseconds, percent, whole } from "./figure.ts";
import { type LoadOrders, startLoad, type StormReport } from "./loads.ts";
import { startMeter } from "./process_stat.ts";
import { type RunningServer, type ServerKind, startServer } from "./servers.ts";

const DISPLAYS = 5_000;
/** Displays that come and go before the empty server is weighed, so that its own code is not counted. */
const WARM_UP_DISPLAYS = 300;
/** Lines that fill the history of a display, and then turn it over. */
const HISTORY_LINES = 100;
const TARGET_RATIO = 1.25;
const TARGET_STORM_MS = 5_000;
const TARGET_ACK_MS = 1_000;

interface Storm extends StormReport {
  readonly serverShare: number;
  readonly loadShare: number;
}

interface Fleet {
  readonly newcomers: Storm;
  readonly returning: Storm;
  /** Bytes per display: connected, after lines that fill its history, and after lines with details. */
  readonly connected: number;
  readonly plain: number;
  readonly telling: number;
}

/** A fleet that connects all at once, and what each idle display of it costs. */
export async function fleet(): Promise<Figure[]> {
  const bare = await gather("bare");
  const host = await gather("host");
  return [
    bytesFigure("just registered", host.connected, bare.connected),
    bytesFigure("after 100 lines, history full", host.plain, bare.plain),
    bytesFigure("after 100 more, half with details", host.telling, bare.telling),
    ...stormFigures("new displays", host.newcomers, bare.newcomers),
    ...stormFigures("known displays", host.returning, bare.returning),
  ];
}

async function gather(kind: ServerKind): Promise<Fleet> {
  const server = await startServer(kind);
  const load = startLoad();
  await load.call("storm", { url: server.url, count: WARM_UP_DISPLAYS, prefix: "Early" });
  await load.call("makeHistory", { kind: "plain", lines: HISTORY_LINES });
  await load.call("hangUp", null);
  const empty = await server.child.call("settledBytes", null);
  const perDisplay = async () => (await server.child.call("settledBytes", null) - empty) / DISPLAYS;
  const newcomers = await storm(server, load);
  const connected = await perDisplay();
  // The bare server gets the same lines, though it keeps none: traffic alone makes buffers grow.
  await load.call("makeHistory", { kind: "plain", lines: HISTORY_LINES });
  const plain = await perDisplay();
  await load.call("makeHistory", { kind: "telling", lines: HISTORY_LINES });
  const telling = await perDisplay();
  await load.call("hangUp", null);
  const returning = await storm(server, load);
  await load.stop();
  await server.child.stop();
  return { newcomers, returning, connected, plain, telling };
}

async function storm({ child, url }: RunningServer, load: Child<LoadOrders>): Promise<Storm> {
  const stop = startMeter(child.pid, load.pid);
  const report = await load.call("storm", { url, count: DISPLAYS, prefix: "Wall" });
  const { wallSeconds, cpuSeconds: [serverCpu = 0, loadCpu = 0] } = stop();
  return { ...report, serverShare: serverCpu / wallSeconds, loadShare: loadCpu / wallSeconds };
}

function bytesFigure(what: string, ours: number, theirs: number): Figure {
  const ratio = ours / theirs;
  return {
    arm: `resident bytes per display, ${what}`,
    figure: whole(ours),
    peer: whole(theirs),
    ratio,
    target: `<= ${TARGET_RATIO}`,
    met: ratio <= TARGET_RATIO,
  };
}

function stormFigures(who: string, ours: Storm, theirs: Storm): Figure[] {
  const lost = ours.lost + theirs.lost;
  const shares = `CPU server/load: host ${percent(ours.serverShare)}/${percent(ours.loadShare)}, ` +
    `bare ${percent(theirs.serverShare)}/${percent(theirs.loadShare)}`;
  return [{
    arm: `${DISPLAYS} ${who} at once, until registered`,
    figure: milliseconds(ours.allMs),
    peer: milliseconds(theirs.allMs),
    ratio: ours.allMs / theirs.allMs,
    target: `< ${TARGET_STORM_MS} ms`,
    met: ours.allMs < TARGET_STORM_MS && ours.lost === 0,
    remark: lost === 0 ? shares : `${shares}; LOST host ${ours.lost}, bare ${theirs.lost}`,
  }, {
    arm: `${who}: slowest namespace answer`,
    figure: milliseconds(ours.ackMs.slowest),
    peer: milliseconds(theirs.ackMs.slowest),
    ratio: ours.ackMs.slowest / theirs.ackMs.slowest,
    target: `< ${TARGET_ACK_MS} ms`,
    met: ours.ackMs.slowest < TARGET_ACK_MS,
    remark: `p50 ${milliseconds(ours.ackMs.p50)}, p99 ${milliseconds(ours.ackMs.p99)}`,
  }];
}
