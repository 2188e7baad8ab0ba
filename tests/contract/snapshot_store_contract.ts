import assert from "node:assert/strict";
import type { SnapshotStore } from "../../actors/kernel/mod.ts";

/** A store to try, and the way to give it back. */
export interface SnapshotStoreUnderTest {
  readonly store: SnapshotStore;
  close(): Promise<void>;
}

type Check = (store: SnapshotStore) => Promise<void>;

const A = { kind: "display", key: "7" };
const CHECKS: Record<string, Check> = {
  async "load() yields nothing for an actor that was never saved"(store) {
    assert.equal(await store.load(A), undefined);
  },

  async "load() yields what was saved last, with its version"(store) {
    const state = { name: "무대", list: [1, null, "x"], deep: { yes: true } };
    await store.save(A, { version: 1, state: "old" });
    await store.save(A, { version: 2, state });
    assert.deepEqual(await store.load(A), { version: 2, state });
    assert.deepEqual(await store.load(A), { version: 2, state }, "any number of times");
  },

  async "save() takes the state as it is at the call"(store) {
    const state = { list: [1] };
    const saved = store.save(A, { version: 1, state });
    state.list.push(2);
    await saved;
    assert.deepEqual((await store.load(A))?.state, { list: [1] });
  },

  async "load() yields a copy that its reader may change"(store) {
    await store.save(A, { version: 1, state: { list: [1] } });
    const first = await store.load(A);
    (first?.state as { list: number[] }).list.push(2);
    assert.deepEqual((await store.load(A))?.state, { list: [1] });
  },

  async "save() keeps kinds and keys apart"(store) {
    const addresses = [A, { kind: "display", key: "8" }, { kind: "node", key: "7" }];
    for (const [i, address] of addresses.entries()) {
      await store.save(address, { version: 1, state: i });
    }
    const states = await Promise.all(addresses.map(async (a) => (await store.load(a))?.state));
    assert.deepEqual(states, [0, 1, 2]);
  },

  async "remove() forgets one actor, and succeeds when there is nothing"(store) {
    const other = { kind: "display", key: "8" };
    await store.save(A, { version: 1, state: 1 });
    await store.save(other, { version: 1, state: 2 });
    await store.remove(A);
    await store.remove(A);
    assert.equal(await store.load(A), undefined);
    assert.equal((await store.load(other))?.state, 2);
  },

  async "save() that fails leaves what was there"(store) {
    await store.save(A, { version: 1, state: "good" });
    const impossible = { version: 2, state: { run: () => {} } };
    await assert.rejects(async () => await store.save(A, impossible));
    assert.deepEqual(await store.load(A), { version: 1, state: "good" });
  },
};

/** What every snapshot store has to do. */
export function snapshotStoreContract(
  name: string,
  open: () => Promise<SnapshotStoreUnderTest>,
): void {
  for (const [rule, check] of Object.entries(CHECKS)) {
    Deno.test(`SnapshotStore ${name}: ${rule}`, async () => {
      const { store, close } = await open();
      try {
        await check(store);
      } finally {
        await close();
      }
    });
  }
}
