import type { Page } from "../../../actors/ledger/store.ts";
import type {
  KeptPresenceNote,
  MemberId,
  MemberRecord,
  PresenceChange,
  PresenceNote,
  PresenceStep,
  PresenceStore,
} from "../../../actors/presence/store.ts";
import { ChangeStore } from "./change_store.ts";
import { historyPage, placeOf } from "./history_page.ts";
import type { Statement } from "../writer/writer_messages.ts";

const SAVE_MEMBER = `INSERT OR REPLACE INTO presence_members (kind, key, name, liveness,
  liveness_since, health, health_since) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const REMOVE_MEMBER = "DELETE FROM presence_members WHERE kind = ? AND key = ?";
const REMOVE_NOTES = "DELETE FROM presence_notes WHERE kind = ? AND key = ?";
const ADD_NOTE =
  `INSERT INTO presence_notes (kind, key, at, about, from_word, to_word, held_ms, reason)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const TRIM_NOTES = `DELETE FROM presence_notes WHERE kind = ? AND key = ? AND id <= (
  SELECT id FROM presence_notes WHERE kind = ? AND key = ?
  ORDER BY at DESC, id DESC LIMIT 1 OFFSET ?)`;
const PRUNE = "DELETE FROM presence_notes WHERE at < ?";
const ALIVE = "presence_alive_at";
const SET_ALIVE = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)";

interface MemberRow {
  readonly kind: MemberRecord["kind"];
  readonly key: string;
  readonly name: string;
  readonly liveness: MemberRecord["liveness"];
  readonly liveness_since: number;
  readonly health: string | null;
  readonly health_since: number;
}

interface NoteRow {
  readonly id: number;
  readonly kind: PresenceNote["kind"];
  readonly key: string;
  readonly at: number;
  readonly about: PresenceNote["about"];
  readonly from_word: string | null;
  readonly to_word: string;
  readonly held_ms: number | null;
  readonly reason: string;
}

/** On disk: which member was there when. */
export class SqlitePresenceStore extends ChangeStore<PresenceChange> implements PresenceStore {
  members(): readonly MemberRecord[] {
    const sql = "SELECT * FROM presence_members ORDER BY kind, key";
    return this.reader.all<MemberRow>(sql).map(memberOf);
  }

  aliveAt(): number | null {
    const sql = "SELECT value FROM meta WHERE key = ?";
    return this.reader.get<{ value: number }>(sql, ALIVE)?.value ?? null;
  }

  history(
    { kind, key }: MemberId,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Page<KeptPresenceNote> {
    const { createdAt, id } = placeOf(cursor);
    const sql = `SELECT * FROM presence_notes WHERE kind = ? AND key = ? AND (at, id) < (?, ?)
      ORDER BY at DESC, id DESC LIMIT ?`;
    const rows = this.reader.all<NoteRow>(sql, kind, key, createdAt, id, limit + 1);
    return historyPage(rows.map(noteOf), limit);
  }

  stepsSince({ kind, key }: MemberId, from: number, atMost: number): readonly PresenceStep[] {
    const sql = `SELECT at, about, from_word AS "from", to_word AS "to" FROM presence_notes
      WHERE kind = ? AND key = ? AND at >= ? ORDER BY at DESC, id DESC LIMIT ?`;
    return this.reader.all<PresenceStep>(sql, kind, key, from, atMost);
  }

  protected override statements(change: PresenceChange): readonly Statement[] {
    switch (change.type) {
      case "memberSaved":
        return [saveMember(change.member)];
      case "memberRemoved": {
        const { kind, key } = change.member;
        return [[REMOVE_NOTES, [kind, key]], [REMOVE_MEMBER, [kind, key]]];
      }
      case "memberNoted":
        return [addNote(change.note)];
      case "memberTrimmed": {
        const { member: { kind, key }, keep } = change;
        return [[TRIM_NOTES, [kind, key, kind, key, keep]]];
      }
      case "historyPruned":
        return [[PRUNE, [change.before]]];
      case "aliveNoted":
        return [[SET_ALIVE, [ALIVE, change.at]]];
    }
  }
}

function saveMember(member: MemberRecord): Statement {
  const { kind, key, name, liveness, livenessSince, health, healthSince } = member;
  return [SAVE_MEMBER, [kind, key, name, liveness, livenessSince, health, healthSince]];
}

function addNote({ kind, key, at, about, from, to, heldMs, reason }: PresenceNote): Statement {
  return [ADD_NOTE, [kind, key, at, about, from, to, heldMs, reason]];
}

function memberOf(row: MemberRow): MemberRecord {
  const { kind, key, name, liveness, health } = row;
  const since = { livenessSince: row.liveness_since, healthSince: row.health_since };
  return { kind, key, name, liveness, health, ...since };
}

function noteOf(row: NoteRow): KeptPresenceNote {
  const { id, kind, key, at, about, reason } = row;
  return {
    id,
    kind,
    key,
    at,
    about,
    from: row.from_word,
    to: row.to_word,
    heldMs: row.held_ms,
    reason,
  };
}
