import assert from "node:assert/strict";
import fc from "fast-check";
import "../browser_globals.ts";

/** As far as it is tested; its own types stand in a browser's. */
interface Router {
  readHash(text: string): Place;
  linkTo(path: readonly (string | number)[], query?: Query): string;
  setQuery(changed: Query): void;
  readonly place: { readonly value: Place };
}
interface Place {
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}
type Query = { readonly [name: string]: string | undefined };

const module = new URL("../../../dashboard/app/router.ts", import.meta.url).href;
const { linkTo, place, readHash, setQuery }: Router = await import(module);

Deno.test("readHash() reads the path and what stands behind the question mark", () => {
  const { path, query } = readHash("#/displays/7?tab=logs&q=a%20b%3F");
  assert.deepEqual(path, ["displays", "7"]);
  assert.deepEqual([...query], [["tab", "logs"], ["q", "a b?"]]);
});

Deno.test("readHash() takes an empty hash, and one without a slash, for what they mean", () => {
  for (const hash of ["", "#", "#/"]) assert.deepEqual(readHash(hash).path, []);
  assert.deepEqual(readHash("#nodes").path, ["nodes"]);
});

Deno.test("readHash() takes what cannot be decoded as it stands", () => {
  assert.deepEqual(readHash("#/walls/100%").path, ["walls", "100%"]);
});

Deno.test("linkTo() is read back as what it was made of, whatever is in a name", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
  fc.assert(fc.property(fc.array(text, { maxLength: 3 }), text, (path, value) => {
    const found = readHash(linkTo(path, { q: value, empty: "", none: undefined }));
    assert.deepEqual(found.path, path);
    assert.deepEqual([...found.query], [["q", value]]);
  }));
});

Deno.test("setQuery() changes one filter of the place, and takes out what is empty", () => {
  location.hash = "#/displays?q=wall&liveness=stale";
  dispatchEvent(new Event("hashchange"));
  setQuery({ q: "", group: "3" });
  assert.deepEqual(place.value.path, ["displays"]);
  assert.deepEqual([...place.value.query], [["liveness", "stale"], ["group", "3"]]);
});
