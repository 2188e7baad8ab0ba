import { uphold } from "./checking.ts";
import type { Dated, Outcome, Sent } from "./chronicle.ts";
import { deadById } from "./order_laws.ts";
import type { Run } from "./scenario.ts";

/** What the run knows of one question. */
interface Question {
  readonly sent: Dated<Sent>;
  readonly settled: { readonly at: number; readonly order: number; readonly outcome: Outcome };
  readonly begunAt: number | undefined;
  readonly answeredOrder: number | undefined;
  readonly abortedAt: number | undefined;
  /** When the life that took the question up, at last, was over. */
  readonly lifeOver: number;
  /** It was put aside, to be handled later. */
  readonly stashed: boolean;
  readonly deaths: readonly string[];
}

/** Law 3: every ask settles exactly once, in time, and with the code that fits what happened. */
export function settlesAsks(run: Run): void {
  const { chronicle } = run;
  const settlements = new Map<number, number>();
  for (const { id } of chronicle.of("settled")) settlements.set(id, (settlements.get(id) ?? 0) + 1);
  const questions = gather(run);
  for (const sent of chronicle.of("sent").filter(({ asked }) => asked !== undefined)) {
    const times = settlements.get(sent.id) ?? 0;
    const question = questions(sent);
    const once = times === 1 && question !== undefined;
    uphold("asks", once, () => `m${sent.id} settled ${times} times`);
    fits(question);
    isInTime(question, run.exact);
  }
}

function gather(run: Run): (sent: Dated<Sent>) => Question | undefined {
  const { chronicle } = run;
  const settled = chronicle.byId("settled");
  const begun = chronicle.byId("begun");
  const answered = chronicle.byId("answered");
  const aborted = chronicle.byId("aborted");
  const stashed = new Set(chronicle.of("stashed").map(({ id }) => id));
  const lastLife = new Map(chronicle.of("begun").map(({ id, life }) => [id, life]));
  const over = endsOfLives(run);
  const dead = deadById(run);
  return (sent) => {
    const { id } = sent;
    const settlement = settled.get(id);
    if (settlement === undefined) return undefined;
    return {
      sent,
      settled: settlement,
      begunAt: begun.get(id)?.order,
      lifeOver: over.get(lastLife.get(id) ?? -1) ?? Infinity,
      answeredOrder: answered.get(id)?.order,
      abortedAt: aborted.get(id)?.at,
      stashed: stashed.has(id),
      deaths: dead.get(id) ?? [],
    };
  };
}

/** By life, when it was over at the latest. */
function endsOfLives({ chronicle }: Run): Map<number, number> {
  const ends = new Map<number, number>();
  for (const { life, order } of chronicle.of("threw", "hook")) {
    if (!ends.has(life)) ends.set(life, order);
  }
  return ends;
}

/** The code agrees with what the chronicle, the dead letters and the cause say. */
function fits(question: Question): void {
  const { sent, settled: { outcome, order }, begunAt, deaths } = question;
  const { code, cause } = outcome;
  const { id } = sent;
  const begunBefore = begunAt !== undefined && begunAt < order;
  const good = (holds: boolean, why: string) =>
    uphold("asks", holds, () => `m${id} settled as ${code}, ${why}: ${JSON.stringify(question)}`);
  good(begunAt === undefined || begunBefore, "and begun afterwards");
  if (outcome.handlingBegun !== undefined && code !== "cycle") {
    good(outcome.handlingBegun === begunBefore, `handlingBegun ${outcome.handlingBegun}`);
  }
  const dies = code === "refused" || code === "stopped";
  good(dies || deaths.length === 0, `though it is a dead letter: ${deaths}`);
  switch (code) {
    case "answered":
      good((question.answeredOrder ?? Infinity) < question.lifeOver, "by a life that was over");
      good(outcome.value === id, `with ${outcome.value}`);
      return good((question.answeredOrder ?? Infinity) < order, "before its answer");
    case "failed":
      good(cause !== undefined, "without a cause");
      return good(begunBefore, "never begun");
    case "refused":
      good(!begunBefore || question.stashed, "though begun");
      return good(deaths.some((why) => !/^stopped/.test(why)), `${deaths}`);
    case "stopped":
      return good(begunBefore || deaths.some((why) => /stopp/.test(why)), `${deaths}`);
    case "aborted":
      good(question.abortedAt !== undefined, "without an abort");
      return good(cause === `abort ${id}`, `cause ${cause}`);
    case "timedOut":
      good(sent.from !== sent.to, "though it asks itself");
      return good((question.answeredOrder ?? Infinity) > order, "after its answer");
    case "cycle":
      return good(begunAt === undefined && deaths.length === 0, "but sent");
    case "notAnAskError":
      return good(false, `${cause}`);
  }
}

/** Virtual time is exact; in real time, a deadline is never early, and other outcomes are not judged. */
function isInTime({ sent, settled, abortedAt }: Question, exact: boolean): void {
  const waited = settled.at - sent.at;
  const timeoutMs = sent.asked?.timeoutMs ?? 0;
  const { code } = settled.outcome;
  const early = code === "timedOut" && waited < timeoutMs - (exact ? 0 : CLOCK_GRAIN_MS);
  uphold("asks", !early, () => `m${sent.id} timed out after ${waited} of ${timeoutMs} ms`);
  if (!exact) return;
  uphold("asks", waited <= timeoutMs, () => `m${sent.id} took ${waited} of ${timeoutMs} ms`);
  const late = code === "aborted" && abortedAt !== undefined &&
    settled.at > Math.max(abortedAt, sent.at);
  uphold("asks", !late, () => `m${sent.id} aborted at ${abortedAt}, settled at ${settled.at}`);
}

/** Timers of the host may fire a little before the clock says so. */
const CLOCK_GRAIN_MS = 2;
