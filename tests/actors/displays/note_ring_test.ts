import assert from "node:assert/strict";
import { NOTE_CAPACITY, NoteRing } from "../../../actors/displays/note_ring.ts";

Deno.test("NoteRing keeps the last hundred notes, oldest first, when more are added", () => {
  const ring = new NoteRing();
  for (let at = 0; at < NOTE_CAPACITY + 5; at++) ring.add(at, "running", `detail ${at}`);
  const notes = ring.list();
  assert.equal(notes.length, NOTE_CAPACITY);
  assert.deepEqual(notes[0], { at: 5, kind: "running", detail: "detail 5" });
  assert.deepEqual(notes.at(-1), { at: 104, kind: "running", detail: "detail 104" });
});

Deno.test("NoteRing cuts a long detail to 80 characters", () => {
  const ring = new NoteRing();
  ring.add(1, "failed", "x".repeat(5_000));
  const detail = ring.list()[0]?.detail ?? "";
  assert.equal(detail.length, 80);
  assert.ok(detail.endsWith("…"));
});
