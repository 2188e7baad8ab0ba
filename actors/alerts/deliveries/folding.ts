import type { AlertText } from "../alert.ts";
import { MAX_LINES, type Parcel, type ParcelLine } from "./store.ts";

/** One digest in place of several parcels, in their order; its id is made of the last one's, and so always the same. */
export function fold(parcels: readonly [Parcel, ...Parcel[]], now: number): Parcel {
  const [first] = parcels;
  const last = parcels.at(-1) ?? first;
  return {
    channel: first.channel,
    id: `digest-${last.id}`,
    kind: "digest",
    at: now,
    alert: null,
    lines: mostTelling(parcels.flatMap(({ lines }) => lines)),
    count: parcels.reduce((sum, { count }) => sum + count, 0),
    // It is news for as long as the youngest in it.
    queuedAt: last.queuedAt,
    attempts: 0,
  };
}

function mostTelling(lines: readonly ParcelLine[]): readonly ParcelLine[] {
  const critical = lines.filter((line) => line.critical);
  const others = lines.filter((line) => !line.critical);
  return [...critical, ...others].slice(0, MAX_LINES);
}

/** What people read: the notice itself, or the first lines of a digest and how many more there are. */
export function textOf({ lines, count }: Parcel): AlertText {
  const [only] = lines;
  if (count === 1 && only !== undefined) return { en: only.en, ko: only.ko };
  const more = count - lines.length;
  return {
    en: inLines(`${count} notices:`, lines.map(({ en }) => en), more && `and ${more} more`),
    ko: inLines(`알림 ${count}건:`, lines.map(({ ko }) => ko), more && `그 밖에 ${more}건`),
  };
}

function inLines(head: string, lines: readonly string[], tail: string | 0): string {
  return [head, ...lines.map((line) => `- ${line}`), ...(tail === 0 ? [] : [tail])].join("\n");
}
