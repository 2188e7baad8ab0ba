import { type AuditLine, auditLines } from "../audit/audit_line.ts";
import type { Author } from "../audit/author.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import type { Registered } from "../../protocols/switchboard/events.ts";
import {
  admit,
  type Directory,
  type DirectoryContext,
  type Member,
  namesOf,
  type Waiter,
} from "./directory_state.ts";
import { save } from "./directory_saving.ts";
import type { DisplayLink, LinkMessage } from "./link.ts";
import { foldName } from "./name_index.ts";
import { refuseClaim } from "./registration.ts";
import type { DisplayRecord } from "./store.ts";

/** Requests that may wait for one newcomer to reach the disk. */
const MAX_WAITERS = 64;

/** The port that old clients announce unless they say otherwise. */
export const DEFAULT_CLIENT_PORT = 8081;

/** A device asks for a name: its display decides; a new name gets a display first. */
export function register(
  directory: Directory,
  link: DisplayLink,
  facts: Registered,
  ctx: DirectoryContext,
): void {
  const claims = { claimedMac: facts.macAddress ?? null };
  const draft = newRecord(facts.name, link.peerAddress, ctx.now(), claims);
  findOrAdd(directory, draft, ctx, (outcome) => {
    if (!outcome.ok) {
      return outcome.refusal.code === "tooMany" ? refuseClaim(link, "fleetFull") : turnAway(link);
    }
    const status = outcome.value.ref.tell({ type: "claimName", link, facts });
    if (status !== "accepted") turnAway(link);
  });
}

/**
 * We cannot register anybody now, through no fault of the device. The trays ask only once per connection, so they
 * need a new one to ask again; every build makes it by itself.
 */
function turnAway(link: DisplayLink): void {
  refuseClaim(link, "unavailable");
  link.drop("it could not be registered; a reconnect asks again");
}

/** A record for a name that nobody has had before; its id comes later. */
export function newRecord(
  name: string,
  peerAddress: string | null,
  now: number,
  more: Partial<DisplayRecord> = {},
): Omit<DisplayRecord, "id"> {
  return {
    name,
    aliases: [name],
    createdAt: now,
    lastSeenAt: null,
    reportedOffline: false,
    claimedAddress: null,
    peerAddress,
    port: DEFAULT_CLIENT_PORT,
    clientType: null,
    version: null,
    capabilities: [],
    currentPresetId: null,
    macAddress: null,
    claimedMac: null,
    ...more,
  };
}

/**
 * The display of a name, made and durable first if need be: its id is told to the device. Without an author it is the
 * device itself that wants it.
 */
export function findOrAdd(
  directory: Directory,
  draft: Omit<DisplayRecord, "id">,
  ctx: DirectoryContext,
  then: Waiter,
  author?: Author,
): void {
  const id = directory.names.find(draft.name);
  const known = id === undefined ? undefined : directory.members.get(id);
  if (known) return then(accept(known));
  const folded = foldName(draft.name);
  const waiters = directory.newcomers.get(folded);
  if (waiters) {
    if (waiters.length < MAX_WAITERS) waiters.push(then);
    else then(refuse("rateLimited", "Too many requests wait for this new display."));
    return;
  }
  const limit = directory.args.maxDisplays;
  if (directory.members.size + directory.newcomers.size >= limit) {
    return then(refuse("tooMany", `The fleet is full: at most ${limit} displays are kept.`));
  }
  const record = { ...draft, id: directory.nextId++ };
  const waiting: Waiter[] = [then];
  for (const name of namesOf(record)) directory.newcomers.set(foldName(name), waiting);
  addNewcomer(directory, record, { waiting, author }, ctx);
}

function addNewcomer(
  directory: Directory,
  record: DisplayRecord,
  { waiting, author }: { readonly waiting: readonly Waiter[]; readonly author: Author | undefined },
  ctx: DirectoryContext,
): void {
  save(directory, {
    change: { type: "displaySaved", display: record },
    lines: creationLines(directory, record, author, ctx),
    then: (outcome) => {
      for (const name of namesOf(record)) directory.newcomers.delete(foldName(name));
      const answer: Outcome<Member> = outcome.ok ? accept(admit(directory, record, ctx)) : outcome;
      for (const waiter of waiting) waiter(answer);
    },
  }, ctx);
}

function creationLines(
  { deviceLines }: Directory,
  { id, name, aliases, macAddress, peerAddress, claimedMac }: DisplayRecord,
  author: Author | undefined,
  ctx: DirectoryContext,
): readonly AuditLine[] {
  const facts = { kind: "display.created", key: id, name } as const;
  if (author !== undefined || peerAddress === null) {
    return auditLines(author, ctx.now(), { ...facts, after: { name, aliases, macAddress } });
  }
  const after = { name, peerAddress, claimedMac };
  return deviceLines.of(peerAddress, { ...facts, after }, ctx);
}

/**
 * A device that has not registered: old heartbeat loops start before it does, and are answered normally; what it
 * reports is for its display to judge.
 */
export function stray(
  directory: Directory,
  message: Extract<LinkMessage, { type: "deviceSpoke" }>,
): void {
  const { link, event } = message;
  const name = "name" in event ? event.name : undefined;
  const id = name === undefined ? undefined : directory.names.find(name);
  const member = id === undefined ? undefined : directory.members.get(id);
  if (event.type === "heartbeatReceived") {
    link.send({ type: "heartbeatAccepted" });
    member?.ref.tell({ type: "linkAlive", link });
  } else if (event.type === "pinged") link.send({ type: "answerPing" });
  else member?.ref.tell(message);
}
