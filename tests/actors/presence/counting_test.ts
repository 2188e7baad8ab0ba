import assert from "node:assert/strict";
import { countMembers } from "../../../actors/presence/counting.ts";
import { newPresenceMemory, placeOf } from "../../../actors/presence/presence_state.ts";
import type { MemberKind, Presence } from "../../../actors/presence/store.ts";

Deno.test("countMembers() counts members by kind and liveness, and leaves out what nobody is", () => {
  const memory = newPresenceMemory();
  assert.deepEqual(countMembers(memory), []);
  const add = (kind: MemberKind, key: string, word: Presence) =>
    memory.members.set(placeOf({ kind, key }), {
      record: undefined,
      id: { kind, key },
      name: key,
      liveness: { word, at: 0, reason: "" },
      health: { word: null, at: 0, reason: "" },
      downSince: undefined,
      heard: false,
      lines: 0,
    });
  add("display", "1", "online");
  add("display", "2", "online");
  add("display", "3", "offline");
  add("node", "1", "unknown");
  assert.deepEqual(countMembers(memory), [
    { kind: "display", liveness: "online", count: 2 },
    { kind: "display", liveness: "offline", count: 1 },
    { kind: "node", liveness: "unknown", count: 1 },
  ]);
});
