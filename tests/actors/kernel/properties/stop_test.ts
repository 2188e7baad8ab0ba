import fc from "fast-check";
import { anyDeed, type Deed } from "./deeds.ts";
import { holds } from "./holding.ts";
import { endsInTime, startsNothingLate } from "./stop_laws.ts";

/** What keeps an actor from ending. */
const stubborn: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: anyDeed },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Deed>(
      { do: "never" },
      { do: "quit" },
      { do: "wait", ms: 100_000 },
      { do: "ticks", ms: 1, deed: { do: "spawn" } },
      { do: "reject", ms: 90 },
    ),
  },
);

Deno.test("stop() ends before its deadline and leaves nothing when handlers do anything", () =>
  holds([endsInTime], stubborn));

Deno.test("nothing starts once stop() was called when actors crash, restart and spawn", () =>
  holds([startsNothingLate], stubborn));
