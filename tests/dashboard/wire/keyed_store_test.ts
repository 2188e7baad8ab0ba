import { computed } from "npm:@preact/signals@2.11.4";
import assert from "node:assert/strict";
import { byName, KeyedStore } from "../../../dashboard/wire/keyed_store.ts";

interface Item {
  readonly id: number;
  readonly name: string;
}

const newStore = () => new KeyedStore<Item>(({ id }) => String(id), byName(({ name }) => name));
const namesOf = (store: KeyedStore<Item>) => store.items.value.map(({ name }) => name);

Deno.test("KeyedStore.items are ordered as people order names", () => {
  const store = newStore();
  store.replace([{ id: 1, name: "Display_10" }, { id: 2, name: "display_2" }]);
  assert.deepEqual(namesOf(store), ["display_2", "Display_10"]);
});

Deno.test("KeyedStore.put() is shown with the next publish(), in its place", () => {
  const store = newStore();
  store.replace([{ id: 1, name: "A" }, { id: 2, name: "C" }]);
  store.put({ id: 3, name: "B" });
  assert.deepEqual(namesOf(store), ["A", "C"]);
  assert.equal(store.newest("3")?.name, "B");
  store.publish();
  assert.deepEqual(namesOf(store), ["A", "B", "C"]);
});

Deno.test("KeyedStore.publish() finds the new place of an item that was renamed", () => {
  const store = newStore();
  store.replace([{ id: 1, name: "A" }, { id: 2, name: "B" }, { id: 3, name: "C" }]);
  store.put({ id: 1, name: "Z" });
  store.publish();
  assert.deepEqual(namesOf(store), ["B", "C", "Z"]);
});

Deno.test("KeyedStore.publish() tells nobody anything when nothing has changed", () => {
  const store = newStore();
  store.replace([{ id: 1, name: "A" }]);
  const before = store.items.value;
  store.remove("unknown");
  store.publish();
  assert.equal(store.items.value, before);
});

Deno.test("KeyedStore.replace() forgets who is not among the new", () => {
  const store = newStore();
  store.replace([{ id: 1, name: "A" }, { id: 2, name: "B" }]);
  store.replace([{ id: 2, name: "B" }]);
  assert.deepEqual(namesOf(store), ["B"]);
  assert.equal(store.get("1"), undefined);
});

Deno.test("KeyedStore.get() follows its own item, and no other", () => {
  const store = newStore();
  store.replace([{ id: 1, name: "A" }, { id: 2, name: "B" }]);
  let looks = 0;
  const shown = computed(() => (looks++, store.get("1")?.name));
  const stop = shown.subscribe(() => {});
  store.put({ id: 2, name: "B2" });
  store.publish();
  assert.deepEqual([shown.value, looks], ["A", 1]);
  store.put({ id: 1, name: "A2" });
  store.publish();
  assert.deepEqual([shown.value, looks], ["A2", 2]);
  store.remove("1");
  store.publish();
  assert.deepEqual([shown.value, looks], [undefined, 3]);
  stop();
});
