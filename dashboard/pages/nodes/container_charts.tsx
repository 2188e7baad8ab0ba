import { useMemo } from "preact/hooks";
import type { Container, ContainerHistory } from "../../../protocols/api/container.ts";
import { place, setQuery } from "../../app/router.ts";
import { Chart, type Series } from "../../parts/chart.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { callApi } from "../../wire/api.ts";
import { now } from "../../wire/clock.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { bytes, count, percent } from "../../words/amounts.ts";
import { nodeWords } from "../../words/nodes.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far back each choice goes, and how often it is read again. */
const SPANS = {
  "10m": { ms: 10 * MINUTE, againMs: 5_000 },
  "1h": { ms: HOUR, againMs: MINUTE },
  "6h": { ms: 6 * HOUR, againMs: MINUTE },
  "24h": { ms: DAY, againMs: MINUTE },
  "7d": { ms: 7 * DAY, againMs: 10 * MINUTE },
  "30d": { ms: 30 * DAY, againMs: 10 * MINUTE },
  "365d": { ms: 365 * DAY, againMs: HOUR },
} as const;

type SpanName = keyof typeof SPANS;

/** More than a chart has pixels. */
const POINTS = 720;

/** What a container used and reached, from ten minutes to a year. */
export function ContainerCharts({ container }: { readonly container: Container }) {
  const span = chosenSpan();
  const { ms, againMs } = SPANS[span];
  const { serverId, name } = container;
  const path = `nodes/${pathOf(serverId)}/containers/${pathOf(name)}/history`;
  const turn = Math.floor(now.value / againMs);
  const resource = useResource(`${path} ${span}`, (signal) => {
    const to = Date.now();
    const query = {
      from: new Date(to - ms).toISOString(),
      to: new Date(to).toISOString(),
      points: POINTS,
    };
    return callApi<ContainerHistory>(path, { query, signal });
  }, { turn });
  return (
    <section class="panel">
      <SpanChoice span={span} />
      <ResourceNote of={resource} />
      {resource.value && <Charts history={resource.value} />}
    </section>
  );
}

function chosenSpan(): SpanName {
  const wanted = place.value.query.get("span");
  return isSpan(wanted) ? wanted : "1h";
}

function isSpan(text: string | null): text is SpanName {
  return text !== null && text in SPANS;
}

function SpanChoice({ span }: { readonly span: SpanName }) {
  const words = nodeWords();
  return (
    <label class="filter">
      <span class="quiet">{words.span}</span>
      <select value={span} onChange={(event) => setQuery({ span: event.currentTarget.value })}>
        {(Object.keys(SPANS) as SpanName[]).map((one) => (
          <option key={one} value={one}>{words.spans[one]}</option>
        ))}
      </select>
    </label>
  );
}

function Charts({ history }: { readonly history: ContainerHistory }) {
  const { series: words, memory } = nodeWords();
  const drawn = useMemo(() => chartsOf(history), [history, words]);
  if (history.at.length === 0) return <p class="quiet">{nodeWords().noSamples}</p>;
  return (
    <div class="charts">
      <Chart label={words.cpu} at={history.at} series={drawn.cpu} format={percent} />
      <Chart label={memory} at={history.at} series={drawn.memory} format={bytes} />
      <Chart label={words.network} at={history.at} series={drawn.network} format={bytes} />
      <Chart label={words.disk} at={history.at} series={drawn.disk} format={bytes} />
      <Chart label={words.heightSeries} at={history.at} series={drawn.height} format={count} />
      <Chart label={words.peersSeries} at={history.at} series={drawn.peers} format={count} />
    </div>
  );
}

function chartsOf(history: ContainerHistory) {
  const { series: words, cpu, memory } = nodeWords();
  const line = (word: string, nth: number, values: Series["values"]): Series => ({
    word,
    colour: `--series-${nth}`,
    values,
  });
  const banded = (one: Series, least: Series["values"], most: Series["values"]): Series => ({
    ...one,
    least,
    most,
  });
  return {
    cpu: [banded(line(cpu, 1, history.cpuPercent), history.cpuPercentMin, history.cpuPercentMax)],
    memory: [
      banded(line(memory, 2, history.memoryBytes), history.memoryBytesMin, history.memoryBytesMax),
    ],
    network: [
      line(words.received, 1, history.receivedRate),
      line(words.sent, 3, history.sentRate),
    ],
    disk: [line(words.read, 1, history.readRate), line(words.written, 3, history.writtenRate)],
    height: [line(words.heightSeries, 4, history.height)],
    peers: [line(words.peersSeries, 2, history.peers)],
  };
}
