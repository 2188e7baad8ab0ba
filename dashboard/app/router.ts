import { computed, signal } from "@preact/signals";

/**
 * Where the page is: everything behind the `#` of its address, so that it may be reloaded, kept and sent to somebody,
 * and is served by any proxy. `#/displays/Display_01?tab=logs` is the path `["displays", "Display_01"]`.
 */
export interface Location {
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

const hash = signal(location.hash);
addEventListener("hashchange", () => hash.value = location.hash);

/** The place that is shown. */
export const place = computed(() => readHash(hash.value));

/** Reads a hash; what cannot be decoded is taken as it stands. */
export function readHash(text: string): Location {
  const [path = "", query = ""] = text.replace(/^#\/?/, "").split(/\?(.*)/s);
  return {
    path: path.split("/").filter((part) => part !== "").map(decoded),
    query: new URLSearchParams(query),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a place within the page, for a link. */
export function linkTo(path: readonly (string | number)[], query: QueryValues = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, value);
  }
  const tail = search.size === 0 ? "" : `?${search}`;
  return `#/${path.map((part) => encodeURIComponent(part)).join("/")}${tail}`;
}

/** What stands behind the question mark; what is undefined or empty is left out. */
export type QueryValues = { readonly [name: string]: string | undefined };

/** Goes to a place. */
export function goTo(path: readonly (string | number)[], query: QueryValues = {}): void {
  location.hash = linkTo(path, query);
}

/** Changes filters of the present place: in its address, and without a step in the history for every key typed. */
export function setQuery(changed: QueryValues): void {
  const { path, query } = place.peek();
  const all = { ...Object.fromEntries(query), ...changed };
  history.replaceState(history.state, "", linkTo(path, all));
  hash.value = location.hash;
}
