import { uphold } from "./checking.ts";
import type { Run } from "./scenario.ts";

/** Law 1: the messages of one sender to one receiver are taken up in the order they were sent, in each lane. */
export function keepsOrder({ chronicle }: Run): void {
  const sent = chronicle.byId("sent");
  const last = new Map<string, { readonly id: number; readonly round: number }>();
  const seen = new Set<number>();
  for (const { id, who } of chronicle.of("begun")) {
    const message = sent.get(id);
    if (message === undefined || message.ofLife !== undefined) continue;
    // Messages that were put aside come again: in the same order, but behind others that came meanwhile.
    const round = seen.has(id) ? 1 : 0;
    seen.add(id);
    const lane = `${message.from}>${who} ${message.urgent ? "urgent" : "ordinary"} ${round}`;
    const before = last.get(lane)?.id ?? -1;
    uphold("order", id > before, () => `m${id} of ${lane} begun after m${before}`);
    last.set(lane, { id, round });
  }
}

/** Law 2: each message has exactly one fate, and what the sender was told agrees with it. */
export function losesNothing(run: Run): void {
  const { chronicle } = run;
  const dead = deadById(run);
  const begun = chronicle.byId("begun");
  const finals = finalTurns(run);
  const settled = chronicle.byId("settled");
  const status = chronicle.byId("status");
  for (const [id, message] of chronicle.byId("sent")) {
    if (message.repeats) continue;
    const turns = finals.get(id) ?? 0;
    const deaths = dead.get(id)?.length ?? 0;
    uphold("conservation", turns + deaths <= 1, () => `m${id}: ${turns} turns, ${deaths} deaths`);
    // What nobody waits for any more may be skipped.
    const lapsed = settled.has(id) || message.ofLife !== undefined;
    uphold("conservation", lapsed || turns + deaths === 1, () => `m${id} has vanished`);
    const told = status.get(id)?.status;
    const refused = told === "full" || told === "dropped" || told === "stopped";
    uphold("conservation", !(refused && begun.has(id)), () => `m${id} was ${told}, and begun`);
    uphold("conservation", !refused || deaths === 1, () => `m${id} was ${told}, and not counted`);
  }
}

/** Law 2, in numbers: what was sent to a kind is what became of it, and what waits. */
export function countsAll(run: Run): void {
  for (const { order, metrics, report } of run.counts) {
    for (const kind of metrics.kinds.filter(({ kind }) => kind !== "child")) {
      const who = Number(kind.kind.slice(1));
      const sent = sentTo(run, who, order);
      const waiting = report.children.filter((actor) => actor.kind === kind.kind)
        .reduce((sum, actor) => sum + actor.mailboxDepth + (actor.stashed ?? 0), 0);
      const { handled, dropped, refused, dead, expired } = kind;
      const found = handled + dropped + refused + dead + expired + waiting;
      uphold("conservation", sent === found, () =>
        `${sent} sent to ${kind.kind}; ` +
        JSON.stringify({ handled, dropped, refused, dead, expired, waiting }));
    }
  }
}

/** What makes an actor busy, and what makes it ready again. */
const BUSY = ["started", "begun", "hook"] as const;
const IDLE = ["ready", "initFailed", "hookDone", "done", "threw", "stashed", "quit"] as const;

/** Beside law 2: a message does not wait for nothing, at an actor that could handle it. */
export function leavesNobodyWaiting({ chronicle, counts }: Run): void {
  const facts = chronicle.of(...BUSY, ...IDLE);
  for (const { order, report } of counts) {
    const busy = new Set<number>();
    for (const { what, who } of facts.filter((fact) => fact.order < order)) {
      if (BUSY.some((begins) => begins === what)) busy.add(who);
      else busy.delete(who);
    }
    for (const { state, kind, mailboxDepth } of report.children) {
      const idle = state === "running" || state === "passive";
      const stuck = idle && mailboxDepth > 0 && !busy.has(Number(kind.slice(1)));
      uphold("liveness", !stuck, () => `${mailboxDepth} wait at ${kind}, which is ${state}`);
    }
  }
}

/** Tells and asks that were sent to an actor. */
function sentTo({ chronicle }: Run, who: number, order: number): number {
  return chronicle.of("sent").filter((sent) => sent.to === who && sent.order < order).length;
}

/** Messages in the dead-letter ring, by id. */
export function deadById({ deadLetters }: Run): Map<number, string[]> {
  const dead = new Map<number, string[]>();
  for (const { message, reason } of deadLetters) {
    if (!/^m\d+$/.test(message)) continue;
    const id = Number(message.slice(1));
    dead.set(id, [...dead.get(id) ?? [], reason]);
  }
  return dead;
}

/** Turns in which a message was handled and not put aside, by id. A turn that is never over counts too. */
function finalTurns({ chronicle }: Run): Map<number, number> {
  const turns = new Map<number, number>();
  for (const { what, id } of chronicle.of("begun", "stashed")) {
    turns.set(id, (turns.get(id) ?? 0) + (what === "begun" ? 1 : -1));
  }
  return turns;
}
