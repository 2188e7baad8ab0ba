import type { Ready, ReadyBlocker } from "../../../protocols/api/ready.ts";
import { linkTo } from "../../app/router.ts";
import type { Tone } from "../../look/tones.ts";
import { Icon } from "../../parts/icon.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { Ago } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { now } from "../../wire/clock.ts";
import { useResource } from "../../wire/resource.ts";
import { fleetWords } from "../../words/fleet.ts";
import { language } from "../../words/language.ts";
import { duration, moment, momentOf } from "../../words/times.ts";

const TONE: Record<Ready["state"], Tone> = { ready: "ok", not_ready: "bad", unknown: "unknown" };
const KINDS = ["display", "wall", "camera", "node"] as const;

/** One verdict over the whole fleet, and what stands in its way; each with the way to it. */
export function ReadyPanel() {
  const words = fleetWords();
  const resource = useResource("ready", (signal) => callApi<Ready>("ready", { signal }), {
    changedBy: ({ type }) => type === "ready.changed",
  });
  const { value: ready } = resource;
  if (!ready) return <ResourceNote of={resource} />;
  return (
    <section
      class="ready panel"
      data-tone={TONE[ready.state]}
      data-ready={ready.state}
      aria-live="polite"
    >
      <h2>
        <Icon name={TONE[ready.state]} /> {words.verdict[ready.state]}
        <small class="quiet" aria-live="off" title={moment(ready.since)}>
          {words.heldFor(duration(Math.max(0, now.value - momentOf(ready.since))))}
        </small>
      </h2>
      <ResourceNote of={resource} />
      <ul class="ready-counts">
        {KINDS.filter((kind) => ready.counts[kind].total > 0).map((kind) => (
          <li key={kind}>
            {words.kinds[kind]}: {words.counts(ready.counts[kind].ready, ready.counts[kind].total)}
          </li>
        ))}
      </ul>
      {ready.state === "unknown" && <p>{words.warming}</p>}
      {ready.state === "ready" && ready.blockers.length === 0 && <p>{words.nothingBlocks}</p>}
      <ul class="blockers">
        {ready.blockers.map((blocker) => (
          <Blocker key={`${blocker.kind} ${blocker.key} ${blocker.name}`} blocker={blocker} />
        ))}
        {ready.more > 0 && <li class="quiet">{words.more(ready.more)}</li>}
      </ul>
    </section>
  );
}

const PLACES = { display: "displays", wall: "walls", camera: "cameras", node: "nodes" } as const;

function Blocker({ blocker }: { readonly blocker: ReadyBlocker }) {
  const { kind, key, name, reason, severity, since, link } = blocker;
  const tone = severity === "blocks" ? "bad" : "stale";
  return (
    <li data-tone={tone} data-blocker={`${kind}:${name}`}>
      <span class="badge" data-tone={tone}>
        <Icon name={tone} /> {fleetWords()[severity]}
      </span>
      {link === null
        ? <strong dir="auto">{name}</strong>
        : <a href={linkTo([PLACES[kind], key])} dir="auto">{name}</a>}
      <span dir="auto">{reason[language.value]}</span>
      <span class="quiet">
        <Ago at={since} />
      </span>
    </li>
  );
}
