import {
  type MemberKind,
  type Presence,
  type Strip,
  StripPage,
} from "../../protocols/api/presence.ts";
import type { ApiClient } from "../api/api_client.ts";

/** Members of one kind, and what each was between two moments. */
export interface Strips {
  readonly kind: MemberKind;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Strip[];
  readonly more: boolean;
}

/** The most that one answer of the API holds. */
const MAX_PAGE = 1_000;

/** Strips of the last hours, in the order of the members' list. */
export async function readStrips(
  api: ApiClient,
  kind: MemberKind,
  hours: number,
  limit: number,
): Promise<Strips> {
  const items: Strip[] = [];
  let cursor: string | undefined;
  for (;;) {
    const size = String(Math.min(MAX_PAGE, limit - items.length));
    const query = { kind, hours: String(hours), limit: size, cursor };
    const { from, to, nextCursor, items: found } = await api.ask(StripPage, {
      path: "/strips",
      query,
    });
    items.push(...found);
    cursor = nextCursor ?? undefined;
    const more = cursor !== undefined;
    if (more && items.length < limit) continue;
    return { kind, from: Date.parse(from), to: Date.parse(to), items, more };
  }
}

/** What stands for a time in which a member was several things: what people must not miss. */
const WORST_FIRST: readonly Presence[] = ["offline", "stale", "online", "never_seen", "unknown"];

/** What a member was in each of `cells` equal parts of the time. Before its first piece nothing is known. */
export function cellsOf(
  { segments }: Pick<Strip, "segments">,
  { from, to }: { readonly from: number; readonly to: number },
  cells: number,
): readonly Presence[] {
  const pieces = segments.map(({ at, state }, nth) => ({
    state,
    begins: Date.parse(at),
    ends: nth + 1 < segments.length ? Date.parse(segments[nth + 1]?.at ?? "") : to,
  }));
  const span = (to - from) / cells;
  return Array.from({ length: cells }, (_, nth) => {
    const [begins, ends] = [from + nth * span, from + (nth + 1) * span];
    const states = new Set(
      pieces.filter((piece) => piece.begins < ends && piece.ends > begins)
        .map(({ state }) => state),
    );
    return WORST_FIRST.find((state) => states.has(state)) ?? "unknown";
  });
}

/** The share of the known time in which it was online, from 0 to 1; null when nothing is known. */
export function onlineShare({ segments }: Pick<Strip, "segments">, to: number): number | null {
  let known = 0;
  let online = 0;
  for (const [nth, { at, state }] of segments.entries()) {
    const next = segments[nth + 1]?.at;
    const ms = (next === undefined ? to : Date.parse(next)) - Date.parse(at);
    if (state === "unknown" || state === "never_seen") continue;
    known += ms;
    if (state === "online") online += ms;
  }
  return known === 0 ? null : online / known;
}
