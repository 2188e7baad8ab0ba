import { linkLost, linkOpened } from "../liveness.ts";
import type { RefusalReason, Registered } from "../../protocols/switchboard/events.ts";
import { backFromAbsence } from "./absence.ts";
import { deliverWaiting, linkGone } from "./command_flow.ts";
import { resumeSuspects, suspendSuspects } from "./crash_reports.ts";
import { type DisplayContext, type DisplayState, note } from "./display_state.ts";
import type { DisplayLink } from "./link.ts";
import { foldName } from "./name_index.ts";
import { cameBack } from "./powering.ts";
import { amend, type Contender, wireName } from "./seat.ts";
import { woken } from "./waking.ts";

/** How long a holder has to answer before another device gets its name. */
const CHALLENGE_MS = 3_000;
/** Devices that may wait for one name; more are refused without being remembered. */
const MAX_CONTENDERS = 8;
/** More takeovers than this within the window mean two devices at one address, not one that returns. */
const MAX_TAKEOVERS = 3;
const TAKEOVER_WINDOW_MS = 60_000;

/**
 * A device asks for this display's name. Nobody holds it: granted. The holder is at the same address: the
 * device has returned, and takes over. Else the holder is asked, and keeps the name if it answers.
 */
export function claim(
  state: DisplayState,
  link: DisplayLink,
  facts: Registered,
  ctx: DisplayContext,
): void {
  // The device may have gone while its record was on the way to the disk.
  if (!link.open) return;
  const holder = state.seat.link;
  if (holder === undefined || holder === link) return grant(state, link, facts, ctx);
  if (holder.peerAddress === link.peerAddress && mayTakeOver(state, ctx)) {
    return takeOver(state, link, facts, "the device has come back", ctx);
  }
  challenge(state, holder, { link, facts, refused: false }, ctx);
}

function mayTakeOver(state: DisplayState, ctx: DisplayContext): boolean {
  const since = ctx.monotonicMs() - TAKEOVER_WINDOW_MS;
  state.takeovers = state.takeovers.filter((at) => at > since);
  return state.takeovers.length < MAX_TAKEOVERS;
}

function takeOver(
  state: DisplayState,
  link: DisplayLink,
  facts: Registered,
  why: string,
  ctx: DisplayContext,
): void {
  const old = state.seat.link;
  state.takeovers.push(ctx.monotonicMs());
  note(state, ctx, "takenOver", `${link.peerAddress}: ${why}`);
  if (old) {
    releaseHolder(state, "replaced", ctx);
    old.bind(undefined);
    old.drop("replaced by a newer connection of the same name");
  }
  grant(state, link, facts, ctx);
}

function challenge(
  state: DisplayState,
  holder: DisplayLink,
  contender: Contender,
  ctx: DisplayContext,
): void {
  const known = state.seat.contenders.find((other) => other.link === contender.link);
  if (known) {
    known.facts = contender.facts;
    known.refused = false;
  } else if (state.seat.contenders.length >= MAX_CONTENDERS) {
    return refuseClaim(contender.link, "nameTaken");
  } else {
    state.seat.contenders.push(contender);
    contender.link.bind(ctx.self);
  }
  if (state.challenged === holder) return;
  state.challenged = holder;
  note(state, ctx, "challenged", `${contender.link.peerAddress} asks for the name`);
  holder.send({ type: "checkConnection", name: wireName(state.seat) });
  ctx.timers.once("challenge", CHALLENGE_MS, { type: "claimUnanswered", linkId: holder.id });
}

/** The holder has shown that it is alive: those who asked for its name are told no, and wait. */
export function holderAnswered(state: DisplayState, ctx: DisplayContext): void {
  state.challenged = undefined;
  ctx.timers.cancel("challenge");
  for (const contender of state.seat.contenders) {
    if (contender.refused) continue;
    contender.refused = true;
    note(state, ctx, "refused", `${contender.link.peerAddress}: the name is taken`);
    refuseClaim(contender.link, "nameTaken");
  }
}

/** The holder said nothing in time: its name goes to the first who asked. */
export function holderSilent(state: DisplayState, linkId: string, ctx: DisplayContext): void {
  if (state.challenged?.id !== linkId || state.seat.link?.id !== linkId) return;
  const next = state.seat.contenders.shift();
  state.challenged = undefined;
  if (next) takeOver(state, next.link, next.facts, "the holder did not answer", ctx);
}

function grant(
  state: DisplayState,
  link: DisplayLink,
  facts: Registered,
  ctx: DisplayContext,
): void {
  state.seat.contenders = state.seat.contenders.filter((contender) => contender.link !== link);
  state.seat.link = link;
  link.bind(ctx.self);
  backFromAbsence(state, link, ctx);
  linkOpened(state.liveness, ctx.monotonicMs(), ctx.now());
  rememberFacts(state, link, facts);
  note(state, ctx, "registered", link.peerAddress);
  link.send({
    type: "registrationAccepted",
    clientId: state.seat.record.id,
    name: facts.name,
  });
  // Whoever else has asked meanwhile is told no, and waits.
  holderAnswered(state, ctx);
  resumeSuspects(state, ctx);
  woken(state, ctx, "registered");
  cameBack(state, ctx);
  deliverWaiting(state, ctx);
}

function rememberFacts(state: DisplayState, link: DisplayLink, facts: Registered): void {
  const { record } = state.seat;
  const own = foldName(facts.name);
  const others = record.aliases.filter((alias) => foldName(alias) !== own);
  amend(state.seat, {
    aliases: [facts.name, ...others],
    peerAddress: link.peerAddress,
    claimedAddress: facts.claimedAddress ?? record.claimedAddress,
    clientType: facts.clientType ?? record.clientType,
    // A machine may have got another client, and what that does not say it does not have.
    version: facts.version ?? null,
    capabilities: facts.capabilities ?? [],
    claimedMac: facts.macAddress ?? record.claimedMac,
  });
  if (facts.syncStatus !== undefined) state.syncStatus = facts.syncStatus;
}

/** Tells a device that it cannot have the name. */
export function refuseClaim(link: DisplayLink, reason: RefusalReason): void {
  link.send({ type: "registrationRefused", reason });
}

/** A link has closed: a contender gives up its place, a holder hands the name on. */
export function linkClosed(
  state: DisplayState,
  link: DisplayLink,
  reason: string,
  ctx: DisplayContext,
): void {
  if (state.seat.link !== link) {
    state.seat.contenders = state.seat.contenders.filter((contender) => contender.link !== link);
    return;
  }
  note(state, ctx, "disconnected", reason);
  releaseHolder(state, reason, ctx);
  const next = state.seat.contenders.shift();
  if (!next) return;
  note(state, ctx, "promoted", next.link.peerAddress);
  grant(state, next.link, next.facts, ctx);
}

/**
 * The actor is back after a crash. Links that have closed meanwhile are let go, and whoever had asked for the
 * name is told that it is taken.
 */
export function resumeSeat(state: DisplayState, ctx: DisplayContext): void {
  const { seat } = state;
  seat.contenders = seat.contenders.filter((contender) => contender.link.open);
  const { link } = seat;
  if (link === undefined) return;
  if (link.open) holderAnswered(state, ctx);
  else linkClosed(state, link, "closed while the display's actor was down", ctx);
}

function releaseHolder(state: DisplayState, reason: string, ctx: DisplayContext): void {
  state.seat.link = undefined;
  state.challenged = undefined;
  ctx.timers.cancel("challenge");
  suspendSuspects(state, ctx);
  state.awaySince = ctx.monotonicMs();
  linkLost(state.liveness, state.awaySince);
  linkGone(state, reason, ctx);
}
