import fc from "fast-check";
import type { ActorDefinition } from "../../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../../actors/kernel/testing.ts";
import { check, uphold } from "./checking.ts";
import { simpleDeed } from "./deeds.ts";
import { holds, RUNS } from "./holding.ts";
import { keepsOrder } from "./order_laws.ts";

Deno.test("tell() keeps each sender's order in each lane when actors crash, stash and overflow", () =>
  holds([keepsOrder]));

Deno.test("tell() keeps each sender's order when most messages are put aside or crash", () =>
  holds([keepsOrder], simpleDeed));

/** A number to be noted, or a word: the gate shuts, opens, or breaks. */
type GateMessage = number | "shut" | "open" | "break";

/** Notes numbers while it is open, and puts them aside while it is shut. */
function gate(noted: number[]): ActorDefinition<GateMessage, { shut: boolean }> {
  return {
    kind: "gate",
    mailbox: { capacity: 1024, whenFull: "fail" },
    restart: { maxRestarts: 1000, initialBackoffMs: 1, maxBackoffMs: 1 },
    init: () => ({ shut: false }),
    handle(state, message, ctx) {
      if (message === "break") throw new Error("broken");
      if (message === "open") ctx.unstashAll();
      if (typeof message === "string") return { shut: message === "shut" };
      if (!state.shut) noted.push(message);
      else ctx.stash();
      return undefined;
    },
  };
}

Deno.test("ctx.stash() keeps the order of a sender when all is put aside until a gate opens or breaks", () => {
  const move = fc.oneof(
    { weight: 6, arbitrary: fc.constant("number" as const) },
    { weight: 3, arbitrary: fc.constantFrom("shut", "open", "break", "pass" as const) },
  );
  const input = fc.record({
    seed: fc.nat(999),
    moves: fc.array(move, { size: "max", maxLength: 80 }),
  });
  return check(RUNS, input, async ({ seed, moves }) => {
    const { system, advance, settle } = createTestSystem({ seed });
    const noted: number[] = [];
    const ref = system.spawn(gate(noted), undefined, { key: "g" });
    for (const [n, move] of moves.entries()) {
      if (move === "pass") await settle();
      else ref.tell(move === "number" ? n : move);
    }
    ref.tell("open");
    await advance(1000);
    const sent = moves.flatMap((move, n) => move === "number" ? [n] : []);
    uphold("order", `${noted}` === `${sent}`, () => `sent ${sent}, noted ${noted}`);
  });
});
