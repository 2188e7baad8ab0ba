import { auditLines } from "../audit/audit_line.ts";
import { accept, refuse } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import { wallChanged } from "../topics.ts";
import type { AddWallNote } from "./messages.ts";
import type { WallNote } from "./timeline.ts";
import { noSuchWall, snapshotOf, type Wall, type Walls, type WallsContext } from "./walls_state.ts";

/** Notes to one entry: more would be a program that writes them. */
const MAX_NOTES = 100;

/** Keeps what somebody writes to an entry of a wall's timeline; answered when it is on the disk. */
export function addNote(walls: Walls, question: AddWallNote, ctx: WallsContext): void {
  const { name, text, by } = question;
  const wall = walls.walls.get(name.toLowerCase());
  if (wall === undefined) return ctx.reply(question, noSuchWall(name));
  const entryId = entryOf(walls, wall, question.entryId);
  if (entryId === undefined) {
    const detail = `The timeline of "${wall.name}" has no entry ${question.entryId ?? "yet"}.`;
    return ctx.reply(question, refuse("notFound", detail, { field: "entryId" }));
  }
  const { store } = walls.args;
  if (store.notesOf([entryId]).length >= MAX_NOTES) {
    return ctx.reply(question, refuse("tooMany", `An entry takes ${MAX_NOTES} notes at most.`));
  }
  const id = store.nextNoteId();
  const note: WallNote = { id, wall: wall.name, entryId, at: ctx.now(), by, text };
  const lines = auditLines(question.author, note.at, {
    kind: "wall.noted",
    key: wall.name,
    name: wall.name,
    after: { entryId, text },
  });
  const reply = ctx.defer(question);
  walls.commits.push(
    [{ type: "wallNoted", note }],
    (cause) => {
      if (cause !== undefined) return reply.ok(refuseStorage(cause));
      wall.lastNote = note;
      const snapshot = snapshotOf(wall);
      if (snapshot !== undefined) ctx.publish(wallChanged, snapshot);
      reply.ok(accept(note));
    },
    ctx,
    lines,
  );
}

function entryOf({ args }: Walls, wall: Wall, wanted: number | null): number | undefined {
  if (wanted === null || wanted === wall.entry?.id) return wall.entry?.id;
  return args.store.wallEntry(wall.name, wanted)?.id;
}
