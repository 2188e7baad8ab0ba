import { auditLines } from "../audit/audit_line.ts";
import type { Author } from "../audit/author.ts";
import type { Question, Reply } from "../kernel/mod.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { displayRemoved } from "../topics.ts";
import { notFound, snapshotOf } from "./directory_reads.ts";
import { findOrAdd, newRecord } from "./directory_registration.ts";
import { save } from "./directory_saving.ts";
import {
  type Directory,
  type DirectoryContext,
  lookUp,
  type Member,
  namesOf,
} from "./directory_state.ts";
import type {
  DisplaySnapshot,
  EnsureDisplay,
  ForgetDisplay,
  MergeDisplays,
  PendingSave,
  RenameDisplay,
} from "./messages.ts";
import { foldName } from "./name_index.ts";
import { amend } from "./seat.ts";

type SnapshotReply = Reply<Outcome<DisplaySnapshot>>;

/** A device announces itself over REST before it connects; a known one keeps everything. */
export function ensureDisplay(
  directory: Directory,
  question: EnsureDisplay,
  ctx: DirectoryContext,
): void {
  const reply = ctx.defer(question);
  const { name, claimedAddress, port, peerAddress } = question;
  const draft = newRecord(name, peerAddress, ctx.now(), { claimedAddress, port });
  findOrAdd(directory, draft, ctx, (outcome) => {
    if (outcome.ok) reply.ok(accept(snapshotOf(outcome.value)));
    else reply.ok(outcome);
  });
}

/** Gives a display another name for people; its old names still lead to it. */
export function renameDisplay(
  directory: Directory,
  question: RenameDisplay,
  ctx: DirectoryContext,
): void {
  const member = lookUp(directory, question.nameOrId);
  if (!member) return ctx.reply(question, notFound(question.nameOrId));
  const { newName } = question;
  const owner = directory.names.find(newName);
  const { record } = member.seat;
  const promised = directory.newcomers.has(foldName(newName));
  if (promised || (owner !== undefined && owner !== record.id)) {
    return ctx.reply(
      question,
      refuse("conflict", `"${newName}" is another display already.`, {
        field: "name",
      }),
    );
  }
  const more = [...record.aliases, record.name];
  const names = { name: newName, more, author: question.author };
  changeIdentity(directory, member, names, ctx.defer(question), ctx);
}

/** How a display is to be called. */
interface NewNames {
  readonly name: string;
  /** They lead to it beside those it has. */
  readonly more: readonly string[];
  /** For the audit trail. */
  readonly author: Author | undefined;
}

/**
 * Gives a display a name, and other names that lead to it beside those it has; whoever calls has seen to it that they
 * are nobody else's. Answered when it is on the disk.
 */
export function changeIdentity(
  directory: Directory,
  { seat, ref }: Member,
  { name, more, author }: NewNames,
  reply: SnapshotReply,
  ctx: DirectoryContext,
): void {
  const { id } = seat.record;
  // The device may register under yet another name while this is on its way to the disk.
  const identity = () => ({ name, aliases: distinct([...seat.record.aliases, ...more]) });
  // Taken at once, so that nobody else gets them meanwhile. Names of a display that goes are its own until then.
  const free = [name, ...more].filter((each) => directory.names.find(each) === undefined);
  directory.names.add(id, free);
  const { name: oldName, aliases } = seat.record;
  save(directory, {
    change: { type: "displaySaved", display: { ...seat.record, ...identity() } },
    lines: auditLines(author, ctx.now(), {
      kind: "display.changed",
      key: id,
      name,
      before: { name: oldName, aliases },
      after: identity(),
    }),
    then: (outcome) => {
      if (!outcome.ok) {
        directory.names.remove(id, free);
        directory.names.add(id, namesOf(seat.record));
        return reply.ok(outcome);
      }
      amend(seat, identity());
      directory.names.add(id, namesOf(seat.record));
      ref.tell({ type: "identityChanged" });
      reply.ok(accept(snapshotOf({ seat, ref })));
    },
  }, ctx);
}

/** Without repeats; names that differ only in letter case are one. */
function distinct(names: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const name of names) if (!first.has(foldName(name))) first.set(foldName(name), name);
  return [...first.values()];
}

/** Two records are one device: the names of `from` lead to `into` from now on. */
export function mergeDisplays(
  directory: Directory,
  question: MergeDisplays,
  ctx: DirectoryContext,
): void {
  const from = lookUp(directory, question.from);
  const into = lookUp(directory, question.into);
  if (!from || !into) return ctx.reply(question, notFound(from ? question.into : question.from));
  if (from === into) {
    return ctx.reply(
      question,
      refuse("invalid", "A display cannot be merged with itself.", {
        field: "into",
      }),
    );
  }
  if (from.seat.link && into.seat.link) {
    const detail = "Both displays are connected, so they are two devices.";
    return ctx.reply(question, refuse("conflict", detail));
  }
  const reply = ctx.defer(question);
  const { id, name, macAddress } = into.seat.record;
  const claimedMac = into.seat.record.claimedMac ?? from.seat.record.claimedMac;
  amend(into.seat, { macAddress: macAddress ?? from.seat.record.macAddress, claimedMac });
  // It comes with the merging, and not from the device.
  into.seat.onDisk = { ...into.seat.onDisk, claimedMac };
  // One batch: no moment, and no failed write, leaves the names of `from` without a display.
  const gone = {
    ...removal(directory, from, id, ctx, () => {}),
    lines: auditLines(question.author, ctx.now(), {
      kind: "display.merged",
      key: from.seat.record.id,
      name: from.seat.record.name,
      before: factsOf(from),
      after: { into: id, name },
    }),
  };
  directory.queue.push(gone);
  const names = { name, more: namesOf(from.seat.record), author: undefined };
  changeIdentity(directory, into, names, reply, ctx);
}

/** Takes a display out of the fleet. */
export function forgetDisplay(
  directory: Directory,
  question: ForgetDisplay,
  ctx: DirectoryContext,
): void {
  const member = lookUp(directory, question.nameOrId);
  if (!member) return ctx.reply(question, notFound(question.nameOrId));
  if (member.seat.link && !question.force) {
    const detail =
      "The display is connected; forgetting it needs force, and it will come back as new.";
    return ctx.reply(question, refuse("conflict", detail, { field: "force" }));
  }
  const reply = ctx.defer<Question<Outcome<null>>>(question);
  const gone = {
    ...removal(directory, member, null, ctx, (outcome) => reply.ok(outcome)),
    lines: auditLines(question.author, ctx.now(), {
      kind: "display.forgotten",
      key: member.seat.record.id,
      name: member.seat.record.name,
      before: factsOf(member),
    }),
  };
  save(directory, gone, ctx);
}

/** What people know of a display that goes. */
function factsOf({ seat: { record } }: Member) {
  const { name, aliases, createdAt, lastSeenAt, peerAddress, macAddress } = record;
  return { name, aliases, createdAt, lastSeenAt, peerAddress, macAddress };
}

function removal(
  directory: Directory,
  { seat, ref }: Member,
  into: number | null,
  ctx: DirectoryContext,
  then: (outcome: Outcome<null>) => void,
): PendingSave {
  const { id, name } = seat.record;
  return {
    change: { type: "displayRemoved", id, into },
    then: (outcome) => {
      // Two orders for one display may be on their way to the disk; the first has ended it.
      if (outcome.ok && directory.members.delete(id)) {
        directory.names.remove(id, namesOf(seat.record));
        seat.dirty = false;
        end({ seat, ref }, into === null ? "forgotten" : "merged", ctx);
        ctx.publish(displayRemoved, { id, name, into });
      }
      then(outcome);
    },
  };
}

/** Ends a display's actor. One that is cooling down takes no messages, and its device is let go here. */
function end({ seat, ref }: Member, reason: string, ctx: DirectoryContext): void {
  if (ref.tell({ type: "forgotten", reason }) === "accepted") return;
  ctx.stopChild(ref, reason);
  seat.link?.bind(undefined);
  seat.link?.drop(reason);
}
