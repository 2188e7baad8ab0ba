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
  RenameDisplay,
} from "./messages.ts";

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
    if (outcome.ok) answerWith(outcome.value, reply);
    else reply.ok(outcome);
  });
}

function answerWith(member: Member, reply: SnapshotReply): void {
  snapshotOf(member, true).then((value) => reply.ok(accept(value)), (cause) => reply.fail(cause));
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
  if (owner !== undefined && owner !== record.id) {
    return ctx.reply(
      question,
      refuse("conflict", `"${newName}" is another display already.`, {
        field: "name",
      }),
    );
  }
  const aliases = distinct([...record.aliases, record.name]);
  changeIdentity(directory, member, { name: newName, aliases }, ctx.defer(question), ctx);
}

function changeIdentity(
  directory: Directory,
  member: Member,
  identity: { readonly name: string; readonly aliases: readonly string[] },
  reply: SnapshotReply,
  ctx: DirectoryContext,
): void {
  const { record } = member.seat;
  // Taken at once, so that nobody else gets the name while it is on its way to the disk.
  directory.names.add(record.id, [identity.name]);
  save(directory, {
    change: { type: "displaySaved", display: { ...record, ...identity } },
    then: (outcome) => {
      if (!outcome.ok) {
        directory.names.remove(record.id, [identity.name]);
        directory.names.add(record.id, namesOf(member.seat.record));
        return reply.ok(outcome);
      }
      directory.names.add(record.id, [identity.name, ...identity.aliases]);
      member.ref.tell({ type: "identityChanged", ...identity });
      answerWith(member, reply);
    },
  }, ctx);
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
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
  const gone = from.seat.record;
  remove(directory, from, into.seat.record.id, ctx, (outcome) => {
    if (!outcome.ok) return reply.ok(outcome);
    const { name, aliases } = into.seat.record;
    const merged = distinct([...aliases, ...namesOf(gone)]);
    changeIdentity(directory, into, { name, aliases: merged }, reply, ctx);
  });
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
  remove(directory, member, null, ctx, (outcome) => reply.ok(outcome));
}

function remove(
  directory: Directory,
  member: Member,
  into: number | null,
  ctx: DirectoryContext,
  then: (outcome: Outcome<null>) => void,
): void {
  const { id, name } = member.seat.record;
  save(directory, {
    change: { type: "displayRemoved", id, into },
    then: (outcome) => {
      if (outcome.ok) {
        directory.members.delete(id);
        directory.names.remove(id, namesOf(member.seat.record));
        member.seat.dirty = false;
        member.ref.tell({ type: "forgotten", reason: into === null ? "forgotten" : "merged" });
        ctx.publish(displayRemoved, { id, name, into });
      }
      then(outcome);
    },
  }, ctx);
}
