import { BadCursor, type Page } from "../../../actors/ledger/store.ts";
import type {
  KeptPresenceNote,
  MemberId,
  MemberRecord,
  PresenceChange,
  PresenceStep,
  PresenceStore,
} from "../../../actors/presence/store.ts";
import { CommitGate } from "./commit_gate.ts";

/** Who was there when, in memory. */
export class MemoryPresenceStore implements PresenceStore {
  readonly gate = new CommitGate();
  readonly #members = new Map<string, MemberRecord>();
  #notes: KeptPresenceNote[] = [];
  #aliveAt: number | null = null;
  #lastId = 0;

  commit(changes: readonly PresenceChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  members(): readonly MemberRecord[] {
    return [...this.#members.values()].sort((one, other) => place(one) < place(other) ? -1 : 1);
  }

  aliveAt(): number | null {
    return this.#aliveAt;
  }

  history(
    member: MemberId,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Page<KeptPresenceNote> {
    if (cursor !== undefined && !/^\d+$/.test(cursor)) throw new BadCursor(cursor);
    const skipped = Number(cursor ?? 0);
    const all = this.#newest(member);
    const next = skipped + limit;
    return {
      items: all.slice(skipped, next),
      nextCursor: all.length > next ? String(next) : null,
    };
  }

  stepsSince(member: MemberId, from: number, atMost: number): readonly PresenceStep[] {
    return this.#newest(member).filter(({ at }) => at >= from).slice(0, atMost)
      .map(({ at, about, from: before, to }) => ({ at, about, from: before, to }));
  }

  #newest(member: MemberId): KeptPresenceNote[] {
    return this.#notes.filter((note) => place(note) === place(member))
      .sort((one, other) => other.at - one.at || other.id - one.id);
  }

  #apply(change: PresenceChange): void {
    switch (change.type) {
      case "memberSaved":
        this.#members.set(place(change.member), change.member);
        return;
      case "memberRemoved":
        this.#members.delete(place(change.member));
        this.#drop((note) => place(note) === place(change.member));
        return;
      case "memberNoted":
        this.#notes.push({ ...change.note, id: ++this.#lastId });
        return;
      case "memberTrimmed": {
        const old = new Set(this.#newest(change.member).slice(change.keep));
        return this.#drop((note) => old.has(note));
      }
      case "historyPruned":
        return this.#drop(({ at }) => at < change.before);
      case "aliveNoted":
        this.#aliveAt = change.at;
    }
  }

  #drop(isGone: (note: KeptPresenceNote) => boolean): void {
    this.#notes = this.#notes.filter((note) => !isGone(note));
  }
}

const place = ({ kind, key }: MemberId) => `${kind}/${key}`;
