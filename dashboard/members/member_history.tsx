import type { PresenceHistory, StripPage } from "../../protocols/api/presence.ts";
import { ResourceNote } from "../parts/resource_note.tsx";
import { Moment } from "../parts/time.tsx";
import { callApi } from "../wire/api.ts";
import { useResource } from "../wire/resource.ts";
import { livenessWords } from "../words/liveness.ts";
import { stateWords } from "../words/states.ts";
import { stripWords } from "../words/strip.ts";
import { duration } from "../words/times.ts";
import { Strip, useStrips } from "./strip.tsx";
import { Said } from "../parts/said.tsx";

/** The last day of one member as a strip. */
export function MemberStrip(
  { kind, memberKey }: { readonly kind: StripPage["kind"]; readonly memberKey: string },
) {
  const resource = useStrips(kind, [memberKey]);
  const { value } = resource;
  const [strip] = value?.items ?? [];
  return (
    <section class="panel">
      <h2>{stripWords().title}</h2>
      <ResourceNote of={resource} />
      {value && strip && <Strip strip={strip} from={value.from} to={value.to} />}
      {strip && <Scale />}
    </section>
  );
}

/** What the ends of a strip and the marks between them stand for; read to nobody, as each piece of a strip says when it was. */
function Scale() {
  return (
    <p class="strip-scale" aria-hidden="true">
      {[24, 18, 12, 6, 0].map((hours) => <span key={hours}>{stripWords().hoursAgo(hours)}</span>)}
    </p>
  );
}

/** What changed about a member, newest first. `path` is that of its history in the API. */
export function MemberHistory({ path }: { readonly path: string }) {
  const resource = useResource(
    path,
    (signal) => callApi<PresenceHistory>(path, { query: { limit: 200 }, signal }),
    { changedBy: ({ type }) => type === "member.liveness" },
  );
  const { value } = resource;
  return (
    <>
      <ResourceNote of={resource} />
      {value?.items.length === 0 && <p class="quiet">{livenessWords().noHistory}</p>}
      <ol class="timeline">
        {value?.items.map(({ id, at, kind, from, to, heldMs, reason }) => (
          <li key={id}>
            <Moment at={at} />
            <strong>{from === null ? "" : `${wordFor(kind, from)} → `}{wordFor(kind, to)}</strong>
            {heldMs !== null && <span class="quiet">{duration(heldMs)}</span>}
            <Said>{reason}</Said>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Words of health differ by kind of member; what is not in the table is shown as the control host names it. */
function wordFor(kind: "liveness" | "health", state: string): string {
  const { liveness, displayHealth, containerHealth, nodeHealth, stream, syncState } = stateWords();
  const health = { ...nodeHealth, ...displayHealth, ...containerHealth, ...stream, ...syncState };
  const words: Readonly<Record<string, string>> = kind === "liveness" ? liveness : health;
  return words[state] ?? state;
}
