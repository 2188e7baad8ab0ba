import { signInRefused } from "../access/messages.ts";
import type { ActorDefinition, Context } from "../kernel/mod.ts";
import { ended, failed, progressed, verify } from "./examining.ts";
import {
  type AuditArgs,
  auditHeads,
  type AuditMessage,
  type AuditVerification,
} from "./messages.ts";
import { count, flushRefusals, RefusalTally, writeDown } from "./refusals.ts";

/** What the actor keeps. */
export interface AuditState extends AuditArgs {
  readonly refusals: RefusalTally;
  verification: AuditVerification;
}

/** A year and a month: last year's show can still be looked up when this year's is over. */
const KEPT_MS = 400 * 86_400_000;
/** Some hundred megabytes; a busy site makes a tenth of that in a year. */
const MAX_LINES = 500_000;
/** Lines that go in one go: some 30 ms of the thread that writes. */
const PRUNE_AT_MOST = 2_000;
const PRUNE_MS = 3_600_000;
/** Twenty-four lines of log a day, and never more than an hour that nobody else has a proof of. */
const HEADS_MS = 3_600_000;

const NEVER: AuditVerification = {
  state: "never",
  startedAt: null,
  endedAt: null,
  chains: [],
  reason: null,
};

/**
 * Looks after the audit trail: clears away what is old, tells now and then where the chains end, counts sign-ins that
 * were refused, and has the chains examined. Lines of changes do not come by here: each is written with its change.
 */
export const auditActor: ActorDefinition<AuditMessage, AuditState, AuditArgs> = {
  kind: "audit",
  mailbox: { capacity: 1_024, whenFull: "dropNewest" },
  init(ctx, args) {
    ctx.subscribe(signInRefused, (event) => ({ type: "signInRefused", ...event }));
    ctx.timers.every("prune", PRUNE_MS, { type: "pruneDue" });
    ctx.timers.every("heads", HEADS_MS, { type: "headsDue" });
    return { ...args, refusals: new RefusalTally(), verification: NEVER };
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "verifyAudit":
        verify(state, ctx);
        return ctx.reply(message, state.verification);
      case "getAuditVerification":
        return ctx.reply(message, state.verification);
      case "signInRefused":
        return count(state, message, ctx);
      case "refusalsDue":
        return writeDown(state, ctx);
      case "pruneDue":
        return prune(state, ctx);
      case "headsDue":
        return ctx.publish(auditHeads, state.store.heads());
      case "examined":
        return progressed(state, message.chains);
      case "examinationEnded":
        return ended(state, message.chains, ctx);
      case "examinationFailed":
        return failed(state, message.cause, ctx);
      case "settled":
        return;
    }
  },
  stopped(state, _reason, ctx) {
    return flushRefusals(state, ctx);
  },
};

/** What could not be cleared away now is cleared away in an hour. */
function prune({ store }: AuditState, ctx: Context<AuditMessage>): void {
  const before = ctx.now() - KEPT_MS;
  const cleared = store.prune({ before, keep: MAX_LINES, atMost: PRUNE_AT_MOST });
  ctx.pipe(cleared, () => ({ type: "settled" }), () => ({ type: "settled" }));
}
