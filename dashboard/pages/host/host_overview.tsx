import type { Tone } from "../../look/tones.ts";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Moment } from "../../parts/time.tsx";
import { now } from "../../wire/clock.ts";
import { useResource } from "../../wire/resource.ts";
import { bytes } from "../../words/amounts.ts";
import { hostNames, hostWords } from "../../words/host.ts";
import { duration, moment, momentOf } from "../../words/times.ts";
import { type HostReading, readHost } from "./host_readings.ts";
import { figure, type Figures } from "./metrics_text.ts";

/** Figures move by the second, and nobody looks that closely. */
const READ_AGAIN_MS = 10_000;
/** A clock this far off makes times of days that were not. */
const CLOCK_OFF_MS = 60_000;
const TABLES_SHOWN = 8;

const LOADS: Readonly<Record<string, Tone>> = { normal: "ok", busy: "stale", overloaded: "bad" };

/** How the control host does: its load, its ports, its memory and its database. */
export function HostOverview() {
  const turn = Math.floor(now.value / READ_AGAIN_MS);
  const resource = useResource("host", readHost, { turn });
  const { value } = resource;
  return (
    <>
      <ResourceNote of={resource} />
      {value && (
        <div class="panels">
          <Doing reading={value} />
          <Ports reading={value} />
          <DatabaseFacts figures={value.figures} />
        </div>
      )}
    </>
  );
}

function Doing({ reading: { health, figures } }: { readonly reading: HostReading }) {
  const words = hostWords();
  const { load, version, time } = health;
  const offMs = Math.abs(momentOf(time) - now.peek());
  const memory = figure(figures, "process_resident_memory_bytes");
  const ceiling = figure(figures, "signalbox_memory_ceiling_bytes");
  const late = figure(figures, "signalbox_event_loop_delay_recent_seconds", ["quantile", "0.99"]);
  const uptime = figure(figures, "signalbox_uptime_seconds");
  return (
    <section class="panel">
      <h2>{words.health}</h2>
      <dl class="facts">
        {load && (
          <>
            <dt>{words.load}</dt>
            <dd data-load={load.state}>
              <StateBadge
                tone={LOADS[load.state] ?? "unknown"}
                word={hostNames().loads[load.state]}
              />{" "}
              {load.causes.map((cause) => hostNames().causes[cause]).join(", ")}{" "}
              <span class="quiet" title={moment(load.since)}>
                <time dateTime={load.since}>
                  {words.heldFor(duration(Math.max(0, now.value - momentOf(load.since))))}
                </time>
              </span>
            </dd>
          </>
        )}
        <dt>{words.version}</dt>
        <dd>{version}</dd>
        <dt>{words.clock}</dt>
        <dd>
          <Moment at={time} />
          {offMs > CLOCK_OFF_MS && <p class="problem">{words.clockOff(duration(offMs))}</p>}
        </dd>
        <Figure word={words.uptime} of={uptime} show={(s) => duration(1_000 * s)} />
        <Figure
          word={words.memory}
          of={memory}
          show={(amount) =>
            ceiling === undefined
              ? bytes(amount)
              : `${bytes(amount)} (${words.ceiling} ${bytes(ceiling)})`}
        />
        <Figure word={words.loop} of={late} show={(s) => `${(1_000 * s).toFixed(1)} ms`} />
      </dl>
    </section>
  );
}

function Figure({ word, of: amount, show }: {
  readonly word: string;
  readonly of: number | undefined;
  readonly show: (amount: number) => string;
}) {
  if (amount === undefined) return null;
  return (
    <>
      <dt>{word}</dt>
      <dd>{show(amount)}</dd>
    </>
  );
}

function Ports({ reading: { readiness: { listeners } } }: { readonly reading: HostReading }) {
  const words = hostWords();
  return (
    <section class="panel">
      <h2>{words.ports}</h2>
      <dl class="facts">
        {listeners.map(({ name, address, up }) => (
          <>
            <dt key={name}>{name}</dt>
            <dd data-port={name}>
              <StateBadge tone={up ? "ok" : "bad"} word={up ? words.up : words.down} /> {address}
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function DatabaseFacts({ figures }: { readonly figures: Figures }) {
  const words = hostWords();
  const tables = (figures.get("signalbox_table_bytes") ?? [])
    .toSorted((a, b) => b.value - a.value);
  const rest = tables.slice(TABLES_SHOWN);
  const restBytes = rest.reduce((sum, { value }) => sum + value, 0);
  return (
    <section class="panel">
      <h2>{words.database}</h2>
      <dl class="facts figures">
        <Figure word={words.file} of={figure(figures, "signalbox_database_bytes")} show={bytes} />
        <Figure
          word={words.log}
          of={figure(figures, "signalbox_database_log_bytes")}
          show={bytes}
        />
      </dl>
      <h3>{words.tables}</h3>
      {tables.length === 0 && <p class="quiet">{words.notMeasured}</p>}
      <dl class="facts figures">
        {tables.slice(0, TABLES_SHOWN).map(({ labels, value }) => (
          <Figure key={labels["table"]} word={labels["table"] ?? ""} of={value} show={bytes} />
        ))}
      </dl>
      {rest.length > 0 && <p class="quiet">{words.moreTables(rest.length, bytes(restBytes))}</p>}
    </section>
  );
}
