import assert from "node:assert/strict";
import fc from "fast-check";
import { type CommandState, isFinal, mayBecome } from "../../../actors/ledger/command.ts";
import type { CommandReported } from "../../../actors/ledger/messages.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { execute, type Fleet, startFleet, TESTER } from "../../support/displays/fleet.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";

/** Every command's deadline, and longer than any sequence of steps takes before it. */
const DEADLINE_MS = 60_000;

type Step =
  | { readonly do: "submit"; readonly ids: readonly number[]; readonly barrier: boolean }
  | { readonly do: "connect" | "close" | "crash" | "says" | "stops"; readonly display: number }
  | { readonly do: "report"; readonly nth: number; readonly state: CommandReported["state"] }
  | { readonly do: "cancel" | "confirm"; readonly nth: number }
  | { readonly do: "hold" | "release" | "fail" | "wait" };

const REPORTS: readonly CommandReported["state"][] = [
  "acknowledged",
  "running",
  "completed",
  "failed",
  "cancelled",
  "unknown",
];

const display = fc.integer({ min: 1, max: 3 });
/** Newest first, so that open commands are meant more often than final ones. */
const nth = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("submit" as const),
      ids: fc.array(display, { minLength: 1, maxLength: 4 }),
      barrier: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("connect", "connect", "close", "crash", "says", "stops"),
      display,
    }) as fc.Arbitrary<Step>,
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("report" as const),
      nth,
      state: fc.constantFrom(...REPORTS),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("cancel" as const, "confirm" as const),
      nth,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("hold" as const, "release" as const, "fail" as const, "wait" as const),
    }),
  },
);

/** Carries out random steps, and keeps what left for the devices. */
class Run {
  readonly sent: string[] = [];
  readonly rowsWhenSent: CommandState[] = [];
  readonly #links = new Map<number, FakeLink>();

  constructor(readonly fleet: Fleet) {}

  async connect(id: number): Promise<void> {
    const link = await this.fleet.register(`Wall-${id}`, `10.0.0.${id}`);
    link.onCommand = (command) => {
      this.sent.push(command.id);
      this.rowsWhenSent.push(this.fleet.row(command.id).state);
    };
    this.#links.set(id, link);
  }

  #id(nth: number): string {
    const { items } = this.fleet.stores.ledger.commands({ limit: 500 });
    return items[nth % Math.max(1, items.length)]?.id ?? "cmd_0_none";
  }

  async take(step: Step): Promise<void> {
    const { fleet } = this;
    const { gate } = fleet.stores.ledger;
    switch (step.do) {
      case "submit":
        void fleet.submit(step.ids, execute(), {
          deadlineMs: DEADLINE_MS,
          waitOnlineMs: step.ids.length > 2 ? 10_000 : null,
          ...(step.barrier ? { execution: RUN } : {}),
        }).catch(() => {});
        break;
      case "connect":
        await this.connect(step.display);
        break;
      case "report":
        fleet.tree.ledger.tell({
          type: "commandReported",
          id: this.#id(step.nth),
          state: step.state,
        });
        break;
      case "cancel":
        void fleet.ledger({ type: "cancelCommand", id: this.#id(step.nth), requester: TESTER })
          .catch(() => {});
        break;
      case "confirm":
        for (const link of this.#links.values()) link.confirms(this.#id(step.nth));
        break;
      case "hold":
        gate.hold();
        break;
      case "release":
        gate.failWith(null);
        gate.release();
        break;
      case "fail":
        gate.failWith(new StorageError("full", "no space left"));
        break;
      case "wait":
        return await fleet.advance(2_000);
      default:
        this.#device(step.do, this.#links.get(step.display));
    }
    await fleet.settle();
  }

  #device(what: "close" | "crash" | "says" | "stops", link: FakeLink | undefined): void {
    if (!link) return;
    if (what === "close") return link.closes();
    if (what === "says") {
      return link.says({ type: "executionReported", presetId: 7, phase: "running" });
    }
    if (what === "stops") return link.says({ type: "stopReported", ok: true });
    link.broken = true;
    link.beats();
  }
}

const RUN = { presetId: 7, presetName: "Opening", action: "execute", barrier: true } as const;

function checkHistory(fleet: Fleet): void {
  const { items } = fleet.stores.ledger.commands({ limit: 500 });
  for (const row of items) {
    let state: CommandState = "queued";
    for (const event of fleet.stores.ledger.commandEvents(row.id).slice(1)) {
      // What is said about a final command is kept as an event.
      if (isFinal(state)) continue;
      assert.ok(mayBecome(state, event.state), `${row.id}: ${state} to ${event.state}`);
      state = event.state;
    }
    assert.ok(isFinal(row.state), `${row.id} is ${row.state} after its deadline`);
    assert.equal(state, row.state);
  }
}

Deno.test("report() makes exactly the steps that the table allows, from every state", async () => {
  const states: readonly CommandState[] = ["queued", "sent", "acknowledged", "running", "failed"];
  const fleet = await startFleet();
  for (const from of states) {
    for (const to of REPORTS) {
      (await fleet.register("Wall-1")).closes();
      const { id } = await fleet.order(1, execute(), { waitOnlineMs: 50_000 });
      if (from !== "queued") await fleet.register("Wall-1");
      const path = ["queued", "sent"].includes(from) ? [] : [from as CommandReported["state"]];
      for (const state of [...path, to]) {
        fleet.tree.ledger.tell({ type: "commandReported", id, state });
        await fleet.settle();
      }
      const expected = mayBecome(from, to) ? to : from;
      assert.equal(fleet.row(id).state, expected, `${from}, reported ${to}`);
    }
  }
  await fleet.stop();
});

Deno.test("a command never makes an illegal step, ends final, and is sent at most once, whatever happens", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), async (steps) => {
      const fleet = await startFleet();
      const run = new Run(fleet);
      for (const id of [1, 2, 3]) await run.connect(id);
      for (const next of steps) await run.take(next);
      await run.take({ do: "release" });
      await fleet.advance(1_000);
      await fleet.advance(DEADLINE_MS);
      checkHistory(fleet);
      assert.equal(new Set(run.sent).size, run.sent.length, "a command was sent twice");
      assert.ok(
        run.rowsWhenSent.every((state) => state !== "queued"),
        "sent before its row said so",
      );
      await fleet.stop();
    }),
    { numRuns: 60 },
  );
});
