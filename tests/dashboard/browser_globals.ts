/**
 * What the dashboard's modules ask of a browser as soon as they are loaded. To be imported before them, by `await import`
 * of what is tested.
 *
 * @module
 */

/** The address of a page. */
export const ADDRESS = "http://127.0.0.1:5000/";

Object.defineProperty(globalThis, "location", {
  value: new URL(ADDRESS),
  configurable: true,
  writable: true,
});
Object.defineProperty(globalThis, "history", {
  value: {
    replaceState(_state: unknown, _title: string, hash: string) {
      location.hash = hash;
    },
  },
  configurable: true,
});
