import { HistoryQuery } from "../../../protocols/api/sync_host.ts";
import {
  WallDetail,
  WallHistory,
  WallList,
  WallNote,
  WallNoteDraft,
  WallPath,
} from "../../../protocols/api/wall.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api } from "../dependencies.ts";
import { valueOf } from "../answers/problems.ts";
import { wallBody, wallEntryBody, wallNoteBody } from "../bodies/sync.ts";

const WALLS = `${BASE}/walls` as const;
const WALL = `${WALLS}/{id}` as const;
/** Notes that a wall's page shows; all of them are in its history. */
const NOTES_SHOWN = 20;

const list = apiRoute("view", {
  method: "get",
  path: WALLS,
  operationId: "listWalls",
  responses: { 200: answer(WallList, "Every wall.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: WALL,
  operationId: "getWall",
  request: { params: WallPath },
  responses: { 200: answer(WallDetail, "The wall.") },
});

const history = apiRoute("view", {
  method: "get",
  path: `${WALL}/history`,
  operationId: "getWallHistory",
  request: { params: WallPath, query: HistoryQuery },
  responses: { 200: answer(WallHistory, "Verdicts of a year and notes to them, newest first.") },
}, { cost: "expensive" });

const note = apiRoute("operate", {
  method: "post",
  path: `${WALL}/notes`,
  operationId: "noteWall",
  request: { params: WallPath, body: body(WallNoteDraft) },
  responses: { 201: answer(WallNote, "The note.") },
});

/** Walls: list, detail, timeline, notes. */
export function registerWalls(api: Api): void {
  api.openapi(list, async (c) => {
    const walls = await ask(c, c.var.deps.walls, { type: "listWalls" });
    return c.json({ items: walls.map((each) => wallBody(each, c.var.deps)) }, 200);
  });
  api.openapi(detail, async (c) => {
    const { id: name } = c.req.valid("param");
    const { walls, sync } = c.var.deps;
    const wall = valueOf(await ask(c, walls, { type: "findWall", name }));
    const notes = sync.lastNotes(wall.name, NOTES_SHOWN).map(wallNoteBody);
    return c.json({ ...wallBody(wall, c.var.deps), notes }, 200);
  });
  api.openapi(history, async (c) => {
    const { id: name } = c.req.valid("param");
    const { walls, sync } = c.var.deps;
    const wall = valueOf(await ask(c, walls, { type: "findWall", name }));
    const { items, nextCursor } = sync.wallHistory(wall.name, c.req.valid("query"));
    const notes = sync.notesOf(items.map(({ id }) => id));
    return c.json({ items: items.map((entry) => wallEntryBody(entry, notes)), nextCursor }, 200);
  });
  api.openapi(note, async (c) => {
    const { id: name } = c.req.valid("param");
    const { text, entryId } = c.req.valid("json");
    const by = c.var.identity.name;
    const order = { type: "addWallNote", name, text, entryId, by } as const;
    const kept = valueOf(await ask(c, c.var.deps.walls, order));
    return c.json(wallNoteBody(kept), 201);
  });
}
