/**
 * The process of a simulated fleet: the order and requests come in as lines, what happens goes out as lines, and the
 * end of the input ends all of it, so that no fleet outlives its demo, however that has ended.
 *
 * @module
 */
import type { Clock } from "../../../actors/kernel/mod.ts";
import { FleetOrder, FleetRequest, type FleetSaying } from "../../../protocols/demo/fleet_lines.ts";
import { describeError } from "../../describe_error.ts";
import { seededRandom } from "../../displays/random.ts";
import type { DemoFleet, DemoFleetOrder } from "../demo_fleet.ts";
import { FaultBoard } from "../faults/fault_board.ts";
import { FAULT_SCRIPTS } from "../faults/fault_scripts.ts";

/** What the process gives its fleet. */
export interface FleetChildNeeds {
  /** Ends when the demo has. */
  readonly lines: AsyncIterable<string>;
  readonly say: (saying: FleetSaying) => void;
  readonly startFleet: (order: DemoFleetOrder) => Promise<DemoFleet>;
  readonly clock: Clock;
}

/** Faults draw their own numbers, so that a fleet is the same with and without them. */
const FAULT_SEED = 0x5eed;

/** Plays a fleet until the input ends. Rejects when the order cannot be read, or the fleet cannot be started. */
export async function playFleet({ lines, say, startFleet, clock }: FleetChildNeeds): Promise<void> {
  const input = lines[Symbol.asyncIterator]();
  const first = await input.next();
  if (first.done) return;
  const order = FleetOrder.parse(JSON.parse(first.value));
  const fleet = await startFleet({
    ...order,
    log: (level, sentence) => say({ type: "log", level, sentence }),
  });
  // A crowd is connected at a bounded rate; requests need not wait for the last of it.
  void fleet.started.then(() => say({ type: "ready", members: fleet.members.length }));
  const random = seededRandom(order.seed ^ FAULT_SEED);
  const board = new FaultBoard({
    ready: (name) => FAULT_SCRIPTS[name]({ fleet, clock, random }),
    clock,
    onChange: (faults) => say({ type: "faults", faults: [...faults] }),
  });
  for (let line = await input.next(); !line.done; line = await input.next()) {
    answer(FleetRequest.parse(JSON.parse(line.value)), board, say);
  }
  board.clearAll();
  await fleet.close();
}

function answer(request: FleetRequest, board: FaultBoard, say: FleetChildNeeds["say"]): void {
  const { id, name } = request;
  try {
    if (request.type === "inject") board.inject(name, request.forMs);
    else board.clear(name);
    say({ type: "done", id, failure: null });
  } catch (cause) {
    say({ type: "done", id, failure: describeError(cause) });
  }
}
