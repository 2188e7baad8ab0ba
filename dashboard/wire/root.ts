/**
 * Where the control host is, seen from the page: pages may be served below another path, by a proxy, so nothing begins
 * with a slash.
 */
const root = new URL(".", location.href.split("#", 1)[0]);

/** The address of a resource of the API, such as `displays/Display_01`. Parts must be encoded already. */
export function apiUrl(path: string, query: Query = {}): URL {
  const url = new URL(`api/v1/${path}`, root);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      url.searchParams.append(name, String(one));
    }
  }
  return url;
}

/** The address of something beside the API, such as `healthz`. */
export function rootUrl(path: string): URL {
  return new URL(path, root);
}

/** Parameters of a request; what is empty is left out. */
export type Query = {
  readonly [name: string]: string | number | boolean | readonly string[] | undefined | null;
};

/** Joins the parts of a path, each encoded: names of members may hold anything. */
export function pathOf(...parts: readonly (string | number)[]): string {
  return parts.map((part) => encodeURIComponent(part)).join("/");
}

/** A display, camera or sync host in a path: its number alone, as another may be called by that number; else its name. */
export function memberPathOf(id: string | number): string {
  return /^\d+$/.test(String(id)) ? `id:${id}` : pathOf(id);
}
