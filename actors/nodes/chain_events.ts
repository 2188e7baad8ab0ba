import type { PayoutCheck } from "../../protocols/mserver/events.ts";
import { type ContainerContext, type ContainerState, note } from "./container_state.ts";
import type { ContainerMessage } from "./host_messages.ts";
import type { NodeNoteKind } from "./note_ring.ts";
import { amendContainer } from "./seat.ts";

type EraBegan = Extract<ContainerMessage, { readonly type: "eraBegan" }>;
type ValidatorChanged = Extract<ContainerMessage, { readonly type: "validatorChanged" }>["event"];

/** An era began. The first that a client sees after its start is no transition. True when it is news. */
export function noteEra(state: ContainerState, began: EraBegan, ctx: ContainerContext): boolean {
  const known = state.seat.record.era;
  if (known === began.era) return false;
  amendContainer(state.seat, { era: began.era, eraAt: began.at });
  const before = began.previous ?? known;
  if (!began.firstRun || (known !== null && known < began.era)) {
    note(state, "eraBegan", before === null ? `${began.era}` : `${before} → ${began.era}`, ctx);
  }
  return true;
}

/**
 * A look for payouts tells the era as well. Builds tell of an era that begins once: when that summary was lost, this
 * is how it is known before the next one begins. True when it is news.
 */
export function noteEraOfPayout(
  state: ContainerState,
  { currentEra: era }: PayoutCheck,
  at: number,
  ctx: ContainerContext,
): boolean {
  const known = state.seat.record.era;
  if (era === null || (known !== null && era <= known)) return false;
  return noteEra(
    state,
    { type: "eraBegan", era, previous: null, firstRun: known === null, at },
    ctx,
  );
}

/**
 * The node began or ceased to validate, or another account did. True when something of it has changed; a note is made
 * when it validates and did not, and the other way round. Builds tell at each era of nodes that never validated:
 * that is how it is, and nobody's loss.
 */
export function noteValidator(
  state: ContainerState,
  event: ValidatorChanged,
  at: number,
  ctx: ContainerContext,
): boolean {
  if (event.undecided) return false;
  const { account, era } = event;
  const before = state.seat.record.validator;
  const was = before?.active ?? (event.previousAccount === undefined ? null : true);
  const active = activeBy(event) ?? was;
  const same = before !== null && before.active === active && before.account === account;
  if (same && before.era === era) return false;
  amendContainer(state.seat, { validator: { active, account, era, at } });
  const kind = same ? undefined : validatorNote(was, active);
  if (kind !== undefined) note(state, kind, describeValidator(event), ctx);
  return true;
}

function activeBy({ change, isValidator }: ValidatorChanged): boolean | null {
  return change === "changed" ? isValidator : change === "activated";
}

function validatorNote(was: boolean | null, active: boolean | null): NodeNoteKind | undefined {
  if (was === active || active === null) return "validatorChanged";
  if (active) return "validatorActivated";
  return was === true ? "validatorDeactivated" : undefined;
}

function describeValidator({ era, account, previousAccount, message }: ValidatorChanged): string {
  const words = [
    era === null ? "" : `era ${era}`,
    account ?? "",
    previousAccount === undefined ? "" : `before: ${previousAccount}`,
    message ?? "",
  ];
  return words.filter((word) => word !== "").join(", ");
}

/** What the client found about payouts. True when it differs from the last time in more than the time. */
export function notePayout(
  state: ContainerState,
  check: PayoutCheck,
  at: number,
  ctx: ContainerContext,
): boolean {
  const before = state.seat.record.payout;
  const same = before !== null && before.unclaimed === check.unclaimed &&
    before.error === check.error && before.currentEra === check.currentEra;
  if (same) {
    state.seat.record = { ...state.seat.record, payoutAt: at };
    return false;
  }
  amendContainer(state.seat, { payout: check, payoutAt: at });
  if (check.error !== null && check.error !== before?.error) {
    note(state, "payoutCheckFailed", check.error, ctx);
  }
  if ((check.unclaimed ?? 0) > 0 && check.unclaimed !== before?.unclaimed) {
    note(state, "payoutsWaiting", `${check.unclaimed} not claimed`, ctx);
  }
  return true;
}
