import fc from "fast-check";
import {
  type ActorDefinition,
  createSystem,
  type RestartPolicy,
} from "../../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../../actors/kernel/testing.ts";
import { check, uphold } from "./checking.ts";
import { RUNS } from "./holding.ts";

/** What follows a crash: the milliseconds until the actor is back, or that it is given up. */
type Sequel = number | "exhausted";

/**
 * The oracle: looks back over all crashes at each crash, and has nothing in common with the kernel's own counting. A
 * restart that was granted counts while it is less than the window old.
 */
function foretell(crashes: readonly number[], policy: RestartPolicy): Sequel[] {
  const granted: number[] = [];
  let streak = 0;
  let backAt = -Infinity;
  return crashes.map((at) => {
    const recent = granted.filter((earlier) => earlier + policy.withinMs > at).length;
    if (recent >= policy.maxRestarts) return "exhausted";
    if (at - backAt >= policy.healthyAfterMs && granted.length > 0) streak = 0;
    granted.push(at);
    const delay = Math.min(policy.maxBackoffMs, policy.initialBackoffMs * 2 ** streak++);
    backAt = at + delay;
    return delay;
  });
}

/** When fuses have begun, and when they have crashed. */
interface Noted {
  readonly crashes: number[];
  readonly starts: number[];
}

/** Crashes at each message. */
function fuse(noted: Noted, restart: Partial<RestartPolicy> = {}): ActorDefinition<"burn", null> {
  return {
    kind: "fuse",
    mailbox: { capacity: 64, whenFull: "fail" },
    restart,
    init(ctx) {
      noted.starts.push(ctx.monotonicMs());
      return null;
    },
    handle(_state, _message, ctx) {
      noted.crashes.push(ctx.monotonicMs());
      throw new Error("burnt");
    },
  };
}

function policyOf(maxRestarts: number, initialBackoffMs: number): RestartPolicy {
  return {
    maxRestarts,
    withinMs: WITHIN_MS,
    initialBackoffMs,
    maxBackoffMs: 4 * initialBackoffMs,
    jitter: 0,
    healthyAfterMs: HEALTHY_MS,
    whenExhausted: "stop",
    cooldownMs: 0,
  };
}

const WITHIN_MS = 100;
const HEALTHY_MS = 40;
/** Gaps that end on a boundary of the window and of the healthy time, just before it, and just after. */
const gap = fc.constantFrom(
  0,
  1,
  HEALTHY_MS - 1,
  HEALTHY_MS,
  HEALTHY_MS + 1,
  WITHIN_MS / 2,
  WITHIN_MS - 1,
  WITHIN_MS,
  WITHIN_MS + 1,
);
const input = fc.record({
  seed: fc.nat(999),
  maxRestarts: fc.nat(4),
  initialBackoffMs: fc.constantFrom(0, 1, 10),
  gaps: fc.array(gap, { minLength: 1, maxLength: 20, size: "max" }),
});

Deno.test("restarts are those of a sliding window when crashes fall on, before and after its boundary", () =>
  check(RUNS * 2, input, async ({ seed, gaps, maxRestarts, initialBackoffMs }) => {
    const { system, advance, settle } = createTestSystem({ seed });
    const noted: Noted = { crashes: [], starts: [] };
    const policy = policyOf(maxRestarts, initialBackoffMs);
    const ref = system.spawn(fuse(noted, policy), undefined, { key: "f" });
    for (const ms of gaps) {
      await advance(ms);
      ref.tell("burn");
      await settle();
    }
    await advance(1000);
    const [, ...starts] = noted.starts;
    const seen = noted.crashes.map((at, n): Sequel => {
      const back = starts[n];
      return back === undefined ? "exhausted" : back - at;
    });
    const foretold = foretell(noted.crashes, policy);
    uphold(
      "intensity",
      `${seen}` === `${foretold}`,
      () => `crashes at ${noted.crashes}: foretold ${foretold}, seen ${seen}`,
    );
  }));

const MEMBERS = 3;
const groupInput = fc.record({
  seed: fc.nat(999),
  maxRestarts: fc.nat(4),
  strategy: fc.constantFrom("restForOne" as const, "oneForAll" as const),
  burns: fc.array(fc.tuple(gap, fc.nat(MEMBERS - 1)), { minLength: 1, maxLength: 20, size: "max" }),
});

Deno.test("a group's restarts are those of a sliding window over the crashes of all its members", () =>
  check(RUNS, groupInput, async ({ seed, maxRestarts, strategy, burns }) => {
    const { system, advance } = createTestSystem({ seed });
    const noted: Noted = { crashes: [], starts: [] };
    const policy = policyOf(maxRestarts, 0);
    const supervisor: ActorDefinition<never, null> = {
      kind: "supervisor",
      mailbox: { capacity: 1, whenFull: "fail" },
      supervision: { strategy, restart: policy },
      init(ctx) {
        for (let n = 0; n < MEMBERS; n++) ctx.spawn(fuse(noted), undefined, { key: `${n}` });
        return null;
      },
      handle: () => {},
    };
    system.spawn(supervisor, undefined, { key: "s" });
    await advance(0);
    const members = Array.from({ length: MEMBERS }, (_, n) => system.find(fuse(noted), `${n}`));
    const seen: string[] = [];
    let living = members.map((_, n) => n);
    for (const [ms, member] of burns) {
      await advance(ms);
      const before = { crashes: noted.crashes.length, starts: noted.starts.length };
      members[member]?.tell("burn");
      await advance(0);
      if (noted.crashes.length === before.crashes) continue;
      const started = noted.starts.length - before.starts;
      const group = living.filter((n) => strategy === "oneForAll" || n >= member);
      uphold(
        "intensity",
        started === 0 || started === group.length,
        () => `${started} of ${group} began`,
      );
      seen.push(started === 0 ? "exhausted" : "0");
      // With `stop`, a group whose budget is used up has ended.
      if (started === 0) living = living.filter((n) => !group.includes(n));
    }
    const foretold = foretell(noted.crashes, policy);
    uphold(
      "intensity",
      `${seen}` === `${foretold}`,
      () => `crashes at ${noted.crashes}: foretold ${foretold}, seen ${seen}`,
    );
  }));

Deno.test("restarts are those of the budget in real time when the window is longer than the run", () => {
  const budgets = fc.array(fc.nat(4), { minLength: 8, maxLength: 8 });
  return check(1, budgets, async (maximums) => {
    const burnt = maximums.map(async (maxRestarts) => {
      const system = createSystem();
      const noted: Noted = { crashes: [], starts: [] };
      const policy = { ...policyOf(maxRestarts, 0), withinMs: 1_000_000 };
      const ref = system.spawn(fuse(noted, policy), undefined, { key: "f" });
      const over = new Promise<void>((resolve) =>
        void system.subscribe(system.lifecycle, ({ type }) => type === "stopped" && resolve())
      );
      for (let n = 0; n <= maxRestarts + 1; n++) ref.tell("burn");
      await over;
      const seen = [noted.crashes.length, noted.starts.length];
      const foretold = [maxRestarts + 1, maxRestarts + 1];
      uphold("intensity", `${seen}` === `${foretold}`, () => `${seen} instead of ${foretold}`);
      await system.stop(100);
    });
    await Promise.all(burnt);
  });
});
