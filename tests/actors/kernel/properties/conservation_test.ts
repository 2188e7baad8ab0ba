import fc from "fast-check";
import { type Deed, simpleDeed } from "./deeds.ts";
import { holds } from "./holding.ts";
import { countsAll, leavesNobodyWaiting, losesNothing } from "./order_laws.ts";
import { drowsyPlan } from "./scenario.ts";

Deno.test("every message is handled, dropped, refused, dead or queued when actors do anything", () =>
  holds([losesNothing]));

/** Without what an actor sends to itself, for that is counted where nobody else sees it. */
const alone: fc.Arbitrary<Deed> = simpleDeed.filter((deed) => deed.do !== "linger");
const to = fc.nat(3);
const countable: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: alone },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("ask" as const),
      to,
      timeoutMs: fc.constantFrom(1, 11),
      deed: alone,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("tell" as const),
      to,
      count: fc.constantFrom(1, 6),
      deed: alone,
    }),
  },
);

Deno.test("metrics() adds up to what was sent, at every moment", () =>
  holds([losesNothing, countsAll], countable));

Deno.test("no message waits at an actor that could handle it, whatever the actors do", () =>
  holds([leavesNobodyWaiting]));

Deno.test("no message is lost or waits for ever when actors become passive", () =>
  holds([losesNothing, leavesNobodyWaiting], simpleDeed, drowsyPlan));
