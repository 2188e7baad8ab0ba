import fc from "fast-check";
import type { ActorDefinition, ActorReport } from "../../../../actors/kernel/mod.ts";
import { check, uphold } from "./checking.ts";
import { type Host, realHost, virtualHost } from "./hosts.ts";
import { RUNS } from "./holding.ts";

/** A tree of actors; each has a kind of its own, so that none is a peer of another. */
interface Branch {
  readonly slowInit: boolean;
  readonly hookMs: number;
  /** Crashes once, so many milliseconds after its start. */
  readonly crashAfterMs: number | undefined;
  readonly children: readonly Branch[];
}

function branch(children: fc.Arbitrary<readonly Branch[]>): fc.Arbitrary<Branch> {
  return fc.record({
    slowInit: fc.boolean(),
    hookMs: fc.constantFrom(0, 0, 3),
    crashAfterMs: fc.option(fc.constantFrom(1, 5, 10), { nil: undefined, freq: 2 }),
    children,
  });
}

/** Up to four actors deep and three wide. */
const tree = [1, 2, 3].reduce(
  (below) => branch(fc.array(below, { maxLength: 3, size: "max" })),
  branch(fc.constant([])),
);

/** What the actors of one tree have noted: their paths. */
interface Notes {
  readonly starts: string[];
  readonly ends: string[];
}

type BranchMessage = "crash" | { readonly stopChild: number };

function branchActor(
  branch: Branch,
  kind: string,
  notes: Notes,
  host: Host,
): ActorDefinition<BranchMessage, null> {
  let crashes = 0;
  return {
    kind,
    mailbox: { capacity: 4, whenFull: "fail" },
    restart: { maxRestarts: 5, initialBackoffMs: 2, jitter: 0 },
    init(ctx) {
      notes.starts.push(ctx.self.path);
      branch.children.forEach((child, n) => {
        const key = `${kind}${n}`;
        ctx.spawn(branchActor(child, key, notes, host), undefined, { key, registered: false });
      });
      if (branch.crashAfterMs !== undefined && crashes === 0) {
        ctx.timers.once("crash", branch.crashAfterMs, "crash");
      }
      return branch.slowInit ? host.sleep(1).then(() => null) : null;
    },
    handle(_state, message, ctx) {
      if (message === "crash") {
        crashes++;
        throw new Error("crash");
      }
      const child = ctx.children()[message.stopChild];
      if (child !== undefined) ctx.stopChild(child);
    },
    async stopped(_state, _reason, ctx) {
      if (branch.hookMs > 0) await host.sleep(branch.hookMs);
      notes.ends.push(ctx.self.path);
    },
  };
}

/** The last start of each actor, in order: a restarted subtree starts anew, behind its older siblings' starts. */
function lastStarts({ starts }: Notes): string[] {
  return starts.filter((path, at) => starts.indexOf(path, at + 1) < 0);
}

function plant(branch: Branch, host: Host) {
  const notes: Notes = { starts: [], ends: [] };
  const { system, pass } = host;
  const ref = system.spawn(branchActor(branch, "t", notes, host), undefined, { key: "t" });
  return { system, pass, notes, ref };
}

function endsBackwards({ starts, ends }: Notes): void {
  uphold(
    "start order",
    `${ends}` === `${starts.toReversed()}`,
    () => `started ${starts}, ended ${ends}`,
  );
}

const calm = fc.record({ seed: fc.nat(999), branch: tree.map(withoutCrashes) });

function withoutCrashes(branch: Branch): Branch {
  return { ...branch, crashAfterMs: undefined, children: branch.children.map(withoutCrashes) };
}

Deno.test("stop() ends a tree in the reverse of its start order when inits and hooks are slow", () =>
  check(RUNS, calm, async ({ seed, branch }) => {
    const { system, notes, pass } = plant(branch, virtualHost(seed));
    await pass(50);
    void system.stop(100_000);
    await pass(1000);
    endsBackwards(notes);
  }));

Deno.test("ctx.stopChild() ends a subtree in the reverse of its start order, and nothing else", () =>
  check(RUNS, calm, async ({ seed, branch }) => {
    const { ref, notes, pass } = plant(branch, virtualHost(seed));
    await pass(50);
    ref.tell({ stopChild: 0 });
    await pass(1000);
    const subtree = notes.starts.filter((path) => path.startsWith("/t/t0")).reverse();
    uphold(
      "start order",
      `${notes.ends}` === `${subtree}`,
      () => `started ${notes.starts}, ended ${notes.ends}`,
    );
  }));

const troubled = fc.record({ seed: fc.nat(999), branch: tree, stopAt: fc.nat(20) });

Deno.test("nothing starts in a tree that is stopping, and nothing ends twice, when its actors crash", () =>
  check(RUNS, troubled, async ({ seed, branch, stopAt }) => {
    const { system, notes, pass } = plant(branch, virtualHost(seed));
    await pass(stopAt);
    const before = notes.starts.length;
    void system.stop(100_000);
    await pass(1000);
    const late = notes.starts.slice(before);
    uphold("start order", late.length === 0, () => `started while stopping: ${late}`);
    const started = lastStarts(notes);
    const ended = notes.ends.filter((path, at) => notes.ends.indexOf(path, at + 1) < 0);
    const stray = ended.find((path) => !started.includes(path));
    uphold("start order", stray === undefined, () => `${stray} ended and had not started`);
  }));

function anyStarting({ state, children }: ActorReport): boolean {
  return state === "starting" || children.some(anyStarting);
}

Deno.test("stop() ends trees in the reverse of their start order in real time", () => {
  const trees = fc.array(tree.map(withoutCrashes), { minLength: 8, maxLength: 8 });
  return check(1, fc.noShrink(trees), (branches) => {
    const ended = branches.map(async (branch) => {
      const { system, notes, pass } = plant(branch, realHost());
      // Whoever has not begun has no hook to run.
      while (anyStarting(system.report())) await pass(1);
      await system.stop(10_000);
      endsBackwards(notes);
    });
    return Promise.all(ended).then(() => undefined);
  });
});
