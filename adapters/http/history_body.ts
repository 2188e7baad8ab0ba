import type { ContainerHistory } from "../../actors/nodes/messages.ts";
import type { Point } from "../../actors/nodes/history/point.ts";
import type { SpanRecord } from "../../actors/nodes/history/span_record.ts";
import { SPAN_MS } from "../../actors/nodes/history/store.ts";
import type { ContainerHistory as Body } from "../../protocols/api/container.ts";
import { isoTime } from "./times.ts";

type Columns = Omit<Body, "resolution" | "from" | "to">;

/** A part of a container's history, as columns. */
export function historyBody(history: ContainerHistory, from: number, to: number): Body {
  const columns = history.resolution === "second"
    ? ofPoints(history.points)
    : ofSpans(history.spans, SPAN_MS[history.resolution]);
  const { resolution } = history;
  return { resolution, from: isoTime(from), to: isoTime(to), ...columns };
}

function ofPoints(points: readonly Point[]): Columns {
  const of = (pick: (point: Point) => number | null) => points.map((each) => rounded(pick(each)));
  return {
    at: points.map(({ at }) => at),
    samples: [],
    cpuPercent: of((point) => point.cpuPercent),
    cpuPercentMin: [],
    cpuPercentMax: [],
    memoryBytes: of((point) => point.memoryBytes),
    memoryBytesMin: [],
    memoryBytesMax: [],
    receivedRate: of((point) => point.receivedRate),
    receivedRateMax: [],
    sentRate: of((point) => point.sentRate),
    sentRateMax: [],
    readRate: of((point) => point.readRate),
    readRateMax: [],
    writtenRate: of((point) => point.writtenRate),
    writtenRateMax: [],
    height: of((point) => point.height),
    lag: of((point) => point.lag),
    peers: of((point) => point.peers),
    peersMin: [],
    dataBytes: [],
    syncState: points.map(({ syncState }) => syncState),
  };
}

function ofSpans(spans: readonly SpanRecord[], spanMs: number): Columns {
  const of = (pick: (span: SpanRecord) => number | null) =>
    spans.map((each) => rounded(pick(each)));
  return {
    at: spans.map(({ span }) => span * spanMs),
    samples: of(({ samples }) => samples),
    cpuPercent: of(({ cpu }) => cpu.avg),
    cpuPercentMin: of(({ cpu }) => cpu.min),
    cpuPercentMax: of(({ cpu }) => cpu.max),
    memoryBytes: of(({ memory }) => memory.avg),
    memoryBytesMin: of(({ memory }) => memory.min),
    memoryBytesMax: of(({ memory }) => memory.max),
    receivedRate: of(({ received }) => received.avg),
    receivedRateMax: of(({ received }) => received.max),
    sentRate: of(({ sent }) => sent.avg),
    sentRateMax: of(({ sent }) => sent.max),
    readRate: of(({ read }) => read.avg),
    readRateMax: of(({ read }) => read.max),
    writtenRate: of(({ written }) => written.avg),
    writtenRateMax: of(({ written }) => written.max),
    height: of(({ height }) => height),
    lag: of(({ lag }) => lag),
    peers: of(({ peersAvg }) => peersAvg),
    peersMin: of(({ peersMin }) => peersMin),
    dataBytes: of(({ dataBytes }) => dataBytes),
    syncState: spans.map(({ syncState }) => syncState),
  };
}

/** Small quantities keep two decimals, large ones none: what is packed is not that exact. */
function rounded(value: number | null): number | null {
  if (value === null) return null;
  return value < 1_000 ? Math.round(value * 100) / 100 : Math.round(value);
}
