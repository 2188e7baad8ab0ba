import type { AgentLog } from "../../agent_log.ts";
import type { Waits } from "../../waits.ts";
import { describeError } from "../../describe_error.ts";
import { deliveriesOf, failureOf, interruptionOf } from "./answers.ts";
import { CommandMemory, isOnce, isShort } from "./command_memory.ts";
import type { NodeCommandRunner, NodeOrder, NodeOutcome } from "./command_runner.ts";
import type { Deliveries } from "./deliveries.ts";
import type { NodeAgentStore, NodeNotes } from "./node_notes.ts";
import { readCancel, readOrder } from "./order_frames.ts";
import { outputFrames, type OutputLine } from "./output_frames.ts";
import type { WireFrame } from "./wire_frame.ts";

/** What a desk needs. */
export interface OrderDeskNeeds {
  readonly serverId: string;
  readonly runner: NodeCommandRunner;
  readonly deliveries: Deliveries;
  readonly line: OutputLine;
  readonly store: NodeAgentStore;
  readonly now: () => number;
  readonly log: AgentLog;
}

/** A machine has a dozen containers, and an operator two hands. */
const MAX_RUNNING = 32;
/** What goes on once it has begun: half of it done is worse than all of it. */
const UNSTOPPABLE: ReadonlySet<string> = new Set(["rotate_keys", "backup_keys", "payout"]);
const CANCELLED = "cancelled";
const LINE_LOST = "The connection was lost: nobody followed any more.";

interface Running {
  readonly order: NodeOrder;
  readonly controller: AbortController;
}

/** Takes commands in, has each carried out once, and sees to it that its answer is heard. */
export class OrderDesk {
  readonly #needs: OrderDeskNeeds;
  readonly #memory = new CommandMemory();
  readonly #running = new Map<string, Running>();
  #onIdle = () => {};

  constructor(needs: OrderDeskNeeds) {
    this.#needs = needs;
  }

  /** Commands that are being carried out. */
  get running(): number {
    return this.#running.size;
  }

  /** What has to outlive the agent. */
  get notes(): NodeNotes {
    const deliveries = this.#needs.deliveries.records;
    this.#memory.heard(new Set(deliveries.map(({ of }) => of)));
    return {
      begun: [...this.#memory.open],
      done: [...this.#memory.kept],
      deliveries: deliveries.filter(isShort),
    };
  }

  /** Goes on where an earlier life has ended: what it had begun is told, and nothing is done again. */
  restore({ begun, done, deliveries }: NodeNotes): void {
    const { now } = this.#needs;
    this.#memory.restore(done);
    const interrupted = begun.map((command) => interruptionOf(command, now()));
    this.#needs.deliveries.restore([...deliveries, ...interrupted]);
  }

  /** A `command` frame. */
  take(frame: WireFrame): void {
    const { deliveries, serverId, log } = this.#needs;
    const read = readOrder(frame, serverId);
    if (!read.ok) return this.#refuse(read.id, read.error);
    const { order } = read;
    const { id, command } = order;
    if (this.#running.has(id) || deliveries.again(id)) {
      return log("debug", `${command} (${id}) came again`);
    }
    if (this.#memory.has(id)) return this.#repeat(order);
    if (this.#running.size >= MAX_RUNNING) {
      return this.#refuse(id, `${MAX_RUNNING} commands run already: nothing was done.`);
    }
    void this.#carryOut(order);
  }

  /** A `command_cancel` frame. */
  cancel(frame: WireFrame): void {
    const id = readCancel(frame);
    if (id === undefined) return;
    const running = this.#running.get(id);
    if (running !== undefined) return this.#end(running, CANCELLED);
    const known = this.#memory.has(id) ||
      this.#needs.deliveries.records.some(({ of }) => of === id);
    if (!known) this.#refuse(id, "Nothing of that id was ever carried out here.");
  }

  /** The connection is gone: nobody reads what is followed. */
  lineLost(): void {
    for (const running of this.#running.values()) {
      if (running.order.params.follow === true) this.#end(running, LINE_LOST);
    }
  }

  /** The agent ends: what can be ended is, and the rest has so long. Resolves when nothing runs. */
  async close(waits: Waits, timeoutMs: number): Promise<void> {
    for (const running of this.#running.values()) this.#end(running, "The agent was stopped.");
    if (this.#running.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = waits.after(timeoutMs, resolve);
      this.#onIdle = () => {
        cancel();
        resolve();
      };
    });
  }

  #end({ order, controller }: Running, why: string): void {
    if (!UNSTOPPABLE.has(order.command)) return controller.abort(why);
    this.#needs.log("info", `${order.command} goes on: it is not left half done`);
  }

  #refuse(id: string, error: string): void {
    const { deliveries, now, log } = this.#needs;
    log("warn", `a command was refused: ${error}`);
    void deliveries.add(failureOf(id, error, now()));
  }

  #repeat({ id, command }: NodeOrder): void {
    const { deliveries, now } = this.#needs;
    const answer = this.#memory.answer(id);
    if (answer !== undefined) return void deliveries.add(...answer);
    const error = `This ${command} was carried out before, and is not carried out twice.`;
    void deliveries.add(failureOf(id, error, now()));
  }

  async #carryOut(order: NodeOrder): Promise<void> {
    const { id, command, target } = order;
    const { deliveries, now, log } = this.#needs;
    const running = { order, controller: new AbortController() };
    this.#running.set(id, running);
    this.#memory.begin(id, command);
    const kept = await this.#keepBegun(command);
    log("info", `${command} ${target ?? ""} (${id})`);
    const outcome = kept ? await this.#run(running) : UNKEPT;
    this.#running.delete(id);
    const told = deliveriesOf(id, outcome, now());
    this.#memory.end(id, told);
    if (outcome.error !== null) log("warn", `${command} (${id}) failed: ${outcome.error}`);
    await deliveries.add(...told);
    if (this.#running.size === 0) this.#onIdle();
  }

  /** Notes that it was begun, before it is. False: what must not be done twice might be. */
  async #keepBegun(command: string): Promise<boolean> {
    const kept = this.#needs.store.writeNotes(this.notes);
    return !isOnce(command) || await kept;
  }

  async #run({ order, controller: { signal } }: Running): Promise<NodeOutcome> {
    const { runner, line, now } = this.#needs;
    const outcome = await runner.run(order, outputFrames(order.id, line, now), signal)
      .catch((cause: unknown) => failed(`The agent itself failed: ${describeError(cause)}`));
    if (outcome.status === "completed" || !signal.aborted) return outcome;
    return { ...outcome, error: String(signal.reason) };
  }
}

const UNKEPT = failed(
  "The state folder cannot be written: nothing was done, as it might be done twice.",
);

function failed(error: string): NodeOutcome {
  return { status: "failed", result: null, error };
}
