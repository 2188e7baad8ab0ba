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

const VALIDATOR_NOTES: Readonly<Record<ValidatorChanged["change"], NodeNoteKind>> = {
  activated: "validatorActivated",
  deactivated: "validatorDeactivated",
  changed: "validatorChanged",
};

/** The node began or ceased to validate, or another account did. True when it is news. */
export function noteValidator(
  state: ContainerState,
  event: ValidatorChanged,
  at: number,
  ctx: ContainerContext,
): boolean {
  const { change, account, era } = event;
  const before = state.seat.record.validator;
  const active = change === "activated"
    ? true
    : change === "deactivated"
    ? false
    : event.isValidator ?? before?.active ?? null;
  if (before && before.active === active && before.account === account && before.era === era) {
    return false;
  }
  amendContainer(state.seat, { validator: { active, account, era, at } });
  const words = [
    era === null ? "" : `era ${era}`,
    account ?? "",
    event.previousAccount === undefined ? "" : `before: ${event.previousAccount}`,
    event.message ?? "",
  ];
  note(state, VALIDATOR_NOTES[change], words.filter((word) => word !== "").join(", "), ctx);
  return true;
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
