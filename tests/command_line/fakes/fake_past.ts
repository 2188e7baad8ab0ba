import type { Backup } from "../../../protocols/api/backup.ts";
import type { Discovery } from "../../../protocols/api/discovery.ts";
import type { Machine } from "../../../protocols/api/machine.ts";
import type { PresenceNote, StripPage } from "../../../protocols/api/presence.ts";
import type { SyncHostNote } from "../../../protocols/api/sync_host.ts";
import type { WallEntry } from "../../../protocols/api/wall.ts";
import { page } from "./answers.ts";
import type { Asked } from "./fake_api.ts";
import { TIME } from "./samples.ts";

/** What was, and who stands where, in memory. */
export class FakePast {
  /** By the path of the member. */
  readonly histories = new Map<string, readonly (PresenceNote | SyncHostNote | WallEntry)[]>();
  readonly strips = new Map<string, StripPage["items"]>();
  readonly machines: Machine[] = [];
  readonly backups: Backup[] = [];
  discovery: Discovery = {
    state: "connected",
    since: TIME,
    reason: "",
    broker: "mqtt://127.0.0.1:1883",
    answers: 12,
    violations: 1,
    stale: 2,
    dropped: 0,
  };

  /** Undefined: it is no request about them. */
  answer(asked: Asked): Response | undefined {
    const { method, path, query } = asked;
    if (method !== "GET") return undefined;
    const [, member] = /^(\/(?:displays|nodes|cameras|sync-hosts|walls)\/.+)\/(?:history|changes)$/
      .exec(path) ?? [];
    if (member !== undefined) return page(this.histories.get(member) ?? [], asked);
    switch (path) {
      case "/strips":
        return this.#strips(query);
      case "/machines":
        return page(this.machines, asked);
      case "/backups":
        return page(this.backups, asked);
      case "/discovery":
        return Response.json(this.discovery);
    }
    return undefined;
  }

  /** Of the day before {@link TIME}. */
  #strips(query: URLSearchParams): Response {
    const kind = query.get("kind") ?? "";
    const hours = Number(query.get("hours"));
    const from = new Date(Date.parse(TIME) - hours * 3_600_000).toISOString();
    const items = this.strips.get(kind) ?? [];
    const limit = Number(query.get("limit"));
    const at = Number(query.get("cursor") ?? 0);
    const nextCursor = at + limit < items.length ? String(at + limit) : null;
    return Response.json({ kind, from, to: TIME, items: items.slice(at, at + limit), nextCursor });
  }
}
