import { auditLines } from "../audit/audit_line.ts";
import { accept } from "../outcome.ts";
import { notFound, snapshotOf } from "./directory_reads.ts";
import { save } from "./directory_saving.ts";
import { type Directory, type DirectoryContext, lookUp } from "./directory_state.ts";
import type { SetDisplayMac } from "./messages.ts";
import { amend } from "./seat.ts";

/** A person says which network card a display has, or takes that back. Answered when it is on the disk. */
export function setDisplayMac(
  directory: Directory,
  question: SetDisplayMac,
  ctx: DirectoryContext,
): void {
  const member = lookUp(directory, question.nameOrId);
  if (!member) return ctx.reply(question, notFound(question.nameOrId));
  const { seat, ref } = member;
  const { macAddress } = question;
  const reply = ctx.defer(question);
  save(directory, {
    change: { type: "displaySaved", display: { ...seat.record, macAddress } },
    lines: auditLines(question.author, ctx.now(), {
      kind: "display.changed",
      key: seat.record.id,
      name: seat.record.name,
      before: { macAddress: seat.record.macAddress },
      after: { macAddress },
    }),
    then: (outcome) => {
      if (!outcome.ok) return reply.ok(outcome);
      amend(seat, { macAddress });
      ref.tell({ type: "identityChanged" });
      reply.ok(accept(snapshotOf(member)));
    },
  }, ctx);
}
