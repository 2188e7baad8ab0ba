import type { Strip as StripBody, StripPage } from "../../protocols/api/presence.ts";
import { useMemo } from "preact/hooks";
import { TONES } from "../look/tones.ts";
import { callApi } from "../wire/api.ts";
import { now } from "../wire/clock.ts";
import { type Resource, useResource } from "../wire/resource.ts";
import { language } from "../words/language.ts";
import { stateWords } from "../words/states.ts";
import { moment, momentOf } from "../words/times.ts";
import { stripWords } from "../words/strip.ts";
import type { StripStore } from "./strip_store.ts";

/** Units of the drawing; it is stretched over the place it has. */
const WIDTH = 1_000;
const MINUTE_MS = 60_000;

/** The last 24 hours of a few members of one kind, read again every few minutes and after one of them changed. */
export function useStrips(kind: StripPage["kind"], keys: readonly string[]): Resource<StripPage> {
  const turn = Math.floor(now.value / (5 * MINUTE_MS));
  const query = { kind, hours: "24", key: keys };
  return useResource(
    `${kind} ${keys.join()}`,
    (signal) => callApi<StripPage>("strips", { query, signal }),
    {
      changedBy: (event) => event.type === "member.liveness" && keys.includes(event.data.key),
      turn,
    },
  );
}

/** The day of one row of a table. */
export function StripCell(
  { store, memberKey }: { readonly store: StripStore; readonly memberKey: string },
) {
  const known = store.get(memberKey);
  // Drawn anew when its own day has been read again, not when another row's has.
  return useMemo(() => known ? <Strip {...known} /> : null, [known, language.value]);
}

/** A day of a member as a strip of colours; in words for those who do not see it. */
export function Strip(
  { strip: { name, segments }, from, to }: {
    readonly strip: StripBody;
    readonly from: string;
    readonly to: string;
  },
) {
  const start = momentOf(from);
  const span = Math.max(1, momentOf(to) - start);
  const x = (at: number) => Math.max(0, (at - start) / span * WIDTH);
  const words = stateWords().liveness;
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${WIDTH} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={stripWords().summary(name, onlineShare(segments, momentOf(to)))}
    >
      <rect class="strip-none" x="0" y="0" width={WIDTH} height="20" />
      {segments.map(({ at, state }, nth) => {
        const end = segments[nth + 1]?.at ?? to;
        const left = x(momentOf(at));
        return (
          <rect
            key={at}
            data-tone={TONES.liveness[state]}
            x={left}
            y="0"
            width={Math.max(1, x(momentOf(end)) - left)}
            height="20"
          >
            <title>{`${words[state]} · ${moment(at)} – ${moment(end)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

/** The share of the known time in which it was online; null when nothing is known. */
function onlineShare(segments: StripBody["segments"], end: number): number | null {
  let known = 0;
  let online = 0;
  for (const [nth, { at, state }] of segments.entries()) {
    const next = segments[nth + 1]?.at;
    const ms = (next === undefined ? end : momentOf(next)) - momentOf(at);
    if (state === "unknown" || state === "never_seen") continue;
    known += ms;
    if (state === "online") online += ms;
  }
  return known === 0 ? null : online / known;
}
