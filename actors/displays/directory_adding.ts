import { accept, refuse } from "../outcome.ts";
import { notFound, snapshotOf } from "./directory_reads.ts";
import { changeIdentity } from "./directory_changes.ts";
import { findOrAdd, newRecord } from "./directory_registration.ts";
import { type Directory, type DirectoryContext, lookUp } from "./directory_state.ts";
import type { AddDisplay, AddDisplayNames } from "./messages.ts";
import { foldName } from "./name_index.ts";

/**
 * A person tells of a display before it has been seen. When its device registers, by any of the names, it is this
 * display. Refused where one of the names leads to a display already.
 */
export function addDisplay(
  directory: Directory,
  question: AddDisplay,
  ctx: DirectoryContext,
): void {
  const { name, aliases, macAddress, macByHand, claimedAddress, port } = question;
  const taken = [name, ...aliases].find((each) => isTaken(directory, each, undefined));
  if (taken !== undefined) return ctx.reply(question, nameTaken(taken));
  const reply = ctx.defer(question);
  const draft = newRecord(name, null, ctx.now(), {
    aliases: [name, ...aliases],
    claimedAddress,
    port,
    ...(macByHand ? { macAddress } : { claimedMac: macAddress }),
  });
  findOrAdd(directory, draft, ctx, (outcome) => {
    reply.ok(outcome.ok ? accept(snapshotOf(outcome.value)) : outcome);
  }, question.author);
}

/** More names lead to a display. Refused where one of them leads to another display. */
export function addDisplayNames(
  directory: Directory,
  question: AddDisplayNames,
  ctx: DirectoryContext,
): void {
  const member = lookUp(directory, question.nameOrId);
  if (!member) return ctx.reply(question, notFound(question.nameOrId));
  const { id, name } = member.seat.record;
  const taken = question.aliases.find((each) => isTaken(directory, each, id));
  if (taken !== undefined) return ctx.reply(question, nameTaken(taken));
  const names = { name, more: question.aliases, author: question.author };
  changeIdentity(directory, member, names, ctx.defer(question), ctx);
}

function isTaken(directory: Directory, name: string, ownId: number | undefined): boolean {
  const owner = directory.names.find(name);
  return directory.newcomers.has(foldName(name)) || (owner !== undefined && owner !== ownId);
}

function nameTaken(name: string) {
  return refuse("conflict", `"${name}" is another display already.`, { field: "name" });
}
