import { getLogger } from "@logtape/logtape";
import type { ActorSystem, LifecycleEvent } from "../../actors/kernel/mod.ts";
import { type Command, isFinal } from "../../actors/ledger/command.ts";
import type { Execution } from "../../actors/ledger/messages.ts";
import { commandChanged, executionStarted, livenessChanged } from "../../actors/topics.ts";

const members = getLogger(["signalbox", "members"]);
const ledger = getLogger(["signalbox", "ledger"]);
const runtime = getLogger(["signalbox", "actors"]);

type LivenessChange = NonNullable<typeof livenessChanged.event>;

/**
 * Words what the actors publish: one line when a member goes down and one when it is back, one for each
 * command that ended, one for each crash. Returns the way to stop.
 */
export function logFacts(system: ActorSystem): () => void {
  const down = new DownMembers();
  const unsubscribe = [
    system.subscribe(livenessChanged, (change) => sayLiveness(down, change)),
    system.subscribe(commandChanged, sayCommand),
    system.subscribe(executionStarted, sayExecution),
    system.subscribe(system.lifecycle, sayLifecycle),
  ];
  return () => unsubscribe.forEach((stop) => stop());
}

function sayLiveness(down: DownMembers, change: LivenessChange): void {
  const { kind, key, name, from, to, reason } = change;
  const facts = { kind, key, name, from, to, reason };
  if (to === "offline") {
    if (down.add(`${kind} ${key}`)) members.warn("{kind} {name} is down: {reason}", facts);
  } else if (to === "online" && (down.remove(`${kind} ${key}`) || from === "offline")) {
    members.info("{kind} {name} is back: {reason}", facts);
  } else {
    members.debug("{kind} {name}: {from} -> {to}, {reason}", facts);
  }
}

/** Who was said to be down. Holds 100,000 names at most; beyond, the longest down is forgotten. */
class DownMembers {
  readonly #keys = new Set<string>();

  /** False when it was said already. */
  add(key: string): boolean {
    if (this.#keys.has(key)) return false;
    const [oldest] = this.#keys;
    if (this.#keys.size >= 100_000 && oldest !== undefined) this.#keys.delete(oldest);
    this.#keys.add(key);
    return true;
  }

  remove(key: string): boolean {
    return this.#keys.delete(key);
  }
}

function sayCommand(command: Command): void {
  // A preset on a thousand displays is one line here and a thousand rows in the ledger; what went wrong is said.
  const routine = !isFinal(command.state) ||
    (command.executionId !== null && command.state === "completed");
  if (routine && !ledger.isEnabledFor("debug")) return;
  const facts = {
    commandId: command.id,
    correlationId: command.correlationId,
    executionId: command.executionId,
    target: command.target.name,
    action: command.order.action,
    requester: command.requester.name,
    state: command.state,
    reason: command.reason ?? "",
    tookMs: command.updatedAt - command.createdAt,
  };
  if (routine) {
    ledger.debug("{action} on {target}: {state} ({commandId})", facts);
  } else if (command.reason === null) {
    ledger.info("{action} on {target} {state} ({commandId})", facts);
  } else {
    ledger.info("{action} on {target} {state}: {reason} ({commandId})", facts);
  }
}

function sayExecution(execution: Execution): void {
  ledger.info("{requester} asked for {action} of preset {preset} ({executionId})", {
    requester: execution.requester.name,
    action: execution.action,
    preset: execution.presetName,
    executionId: execution.id,
  });
}

function sayLifecycle(event: LifecycleEvent): void {
  const { path, kind, key, type } = event;
  const facts = { path, kind, key, type, error: event.error ?? "", delayMs: event.delayMs ?? 0 };
  switch (type) {
    case "crashed":
      return runtime.error("{path} crashed: {error}", facts);
    case "escalated":
      return runtime.error("{path} gave up and failed its supervisor: {error}", facts);
    case "abandoned":
      return runtime.error("{path} did not stop in time and was abandoned", facts);
    case "coolingDown":
      return runtime.warn("{path} crashed too often and rests for {delayMs} ms: {error}", facts);
    case "ioPollFailed":
      return runtime.warn("sockets are polled the slow way while actors are busy: {error}", facts);
    case "stormBegan":
      return runtime.error(
        "many of those below {path} crash; they are started again one by one",
        facts,
      );
    case "stormEnded":
      return runtime.info("below {path}, the crashes have ended", facts);
    case "snapshotFailed":
      return runtime.error("{path} could not save its state, and goes on: {error}", facts);
    case "passivated":
      return runtime.debug("{path} rests until it is needed", facts);
    case "activated":
      return runtime.debug("{path} is needed again", facts);
    case "restarted":
      return runtime.info("{path} was started again", facts);
    case "stopped":
      return runtime.debug("{path} stopped", facts);
  }
}
