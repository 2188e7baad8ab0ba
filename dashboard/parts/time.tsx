import { now } from "../wire/clock.ts";
import { ago, moment, momentOf } from "../words/times.ts";

/** How long ago a moment was, kept up to date; the moment itself on demand. */
export function Ago({ at }: { readonly at: string | number | null }) {
  if (at === null) return <span class="quiet">{ago(null, 0)}</span>;
  const date = new Date(momentOf(at));
  return <time dateTime={date.toISOString()} title={moment(at)}>{ago(at, now.value)}</time>;
}

/** A moment, written out. */
export function Moment({ at }: { readonly at: string | number }) {
  return <time dateTime={new Date(momentOf(at)).toISOString()}>{moment(at, now.value)}</time>;
}
