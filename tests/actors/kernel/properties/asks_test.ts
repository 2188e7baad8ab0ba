import fc from "fast-check";
import { settlesAsks } from "./ask_laws.ts";
import { anyDeed, type Deed, MOMENTS, simpleDeed } from "./deeds.ts";
import { holds } from "./holding.ts";

Deno.test("ask() settles once, in time and with the right code when actors do anything", () =>
  holds([settlesAsks]));

/** Actors that ask each other in turns, in circles and past each other's deadlines. */
const asking: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 1, arbitrary: anyDeed },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("ask" as const),
      to: fc.nat(3),
      timeoutMs: fc.constantFrom(...MOMENTS).map((ms) => ms + 1),
      deed: fc.oneof(
        simpleDeed,
        fc.record({
          do: fc.constant("ask" as const),
          to: fc.nat(3),
          timeoutMs: fc.constant(10),
          deed: simpleDeed,
        }),
      ),
    }),
  },
);

Deno.test("ctx.ask() settles once, in time and with the right code when actors ask in circles", () =>
  holds([settlesAsks], asking));
