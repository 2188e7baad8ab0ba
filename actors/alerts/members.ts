import type { Liveness } from "../liveness.ts";
import { serverIdOf } from "../nodes/target_keys.ts";
import type { AlertSubject } from "./alert.ts";

/** What is known of a member beside its alerts. */
export interface KnownMember {
  readonly subject: AlertSubject;
  readonly liveness: Liveness;
  readonly address: string | null;
}

/**
 * More members at one address are no machine, but a gateway that hides many, or a fleet that is tried out on one
 * computer: that they are silent together says nothing of a single cause.
 */
const MAX_AT_ONE_ADDRESS = 64;

const EMPTY: ReadonlySet<string> = new Set();

/** A subject's place. */
export function placeOf({ kind, key }: Pick<AlertSubject, "kind" | "key">): string {
  return `${kind}|${key}`;
}

/** Every member there is: where it stands, and what stands on it. */
export class MemberIndex {
  readonly #members = new Map<string, KnownMember>();
  readonly #byAddress = new Map<string, Set<string>>();
  readonly #containers = new Map<string, Set<string>>();

  get(subject: Pick<AlertSubject, "kind" | "key">): KnownMember | undefined {
    return this.#members.get(placeOf(subject));
  }

  set(member: KnownMember): void {
    const place = placeOf(member.subject);
    const before = this.#members.get(place);
    if (before?.address !== member.address) {
      leave(this.#byAddress, before?.address ?? null, place);
      join(this.#byAddress, member.address, place);
    }
    if (member.subject.kind === "container") {
      join(this.#containers, serverIdOf(member.subject.key), place);
    }
    this.#members.set(place, member);
  }

  delete(subject: Pick<AlertSubject, "kind" | "key">): void {
    const place = placeOf(subject);
    leave(this.#byAddress, this.#members.get(place)?.address ?? null, place);
    if (subject.kind === "container") leave(this.#containers, serverIdOf(subject.key), place);
    this.#members.delete(place);
  }

  /** Of a kind. */
  *ofKind(kind: string): Iterable<KnownMember> {
    for (const member of this.#members.values()) if (member.subject.kind === kind) yield member;
  }

  containersOf(serverId: string): readonly KnownMember[] {
    return this.#at(this.#containers.get(serverId) ?? EMPTY);
  }

  /** Members that share a machine with somebody; nobody where it is no machine. */
  onMachine(address: string | null): readonly KnownMember[] {
    const places = address === null ? EMPTY : this.#byAddress.get(address) ?? EMPTY;
    return places.size < 2 || places.size > MAX_AT_ONE_ADDRESS ? [] : this.#at(places);
  }

  #at(places: ReadonlySet<string>): readonly KnownMember[] {
    return [...places].flatMap((place) => this.#members.get(place) ?? []);
  }
}

function join(index: Map<string, Set<string>>, key: string | null, place: string): void {
  if (key === null) return;
  const there = index.get(key);
  if (there) there.add(place);
  else index.set(key, new Set([place]));
}

function leave(index: Map<string, Set<string>>, key: string | null, place: string): void {
  const there = key === null ? undefined : index.get(key);
  if (key === null || there === undefined) return;
  there.delete(place);
  if (there.size === 0) index.delete(key);
}
