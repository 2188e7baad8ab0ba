import { cleanLine } from "../../../protocols/text.ts";
import type { AgentLog } from "../../agent_log.ts";
import type { Order, PresetKey } from "./orders.ts";
import type { PowerDesk } from "./power_desk.ts";
import type { Presence } from "./presence.ts";
import type { ProgramRuns } from "./program_runs.ts";

/** Who carries orders out. */
export interface DeskNeeds {
  readonly runs: Pick<ProgramRuns, "execute" | "stop">;
  readonly power: Pick<PowerDesk, "carryOut">;
  readonly presence: Pick<Presence, "accepted" | "refused">;
  readonly log: AgentLog;
  answerCheck(asked: unknown): void;
  reconnectAfter(delayMs: number): void;
}

/** Display guide, section 3.2: a server that is not content is given as long as after a refusal. */
const RECONNECT_MS = 5_000;
/** Events of a server that nobody knows, told once each. */
const MAX_UNKNOWN = 50;
/** Of a command line in the log. */
const MAX_SHOWN_CHARS = 200;

/** Passes on what the server wants to whoever does it, and writes it into the log. */
export class OrderDesk {
  readonly #needs: DeskNeeds;
  readonly #unknown = new Set<string>();

  constructor(needs: DeskNeeds) {
    this.#needs = needs;
  }

  take(order: Order): void {
    const { runs, power, presence, log, answerCheck, reconnectAfter } = this.#needs;
    switch (order.type) {
      case "registered":
        return presence.accepted(order.clientId);
      case "refused":
        return presence.refused(order.reason);
      case "beatAnswered":
        if (!order.ok) log("warn", "the server could not take a heartbeat");
        return order.shouldReconnect ? reconnectAfter(RECONNECT_MS) : undefined;
      case "check":
        return answerCheck(order.asked);
      case "shutdown":
        log("info", `the server goes away (${order.reason})`);
        return reconnectAfter(order.reconnectAfterMs);
      case "execute":
        log("info", `execute ${wordPreset(order.presetId)}: ${shown(order.command)}`);
        return void runs.execute(order);
      case "stop":
        log("info", `stop ${order.presetId === null ? "everything" : wordPreset(order.presetId)}`);
        return void runs.stop(order);
      case "power":
        return void power.carryOut(order);
      case "forAnother":
        return log("warn", `${order.event} for ${order.name} is not carried out here`);
      case "unknown":
        return this.#noteUnknown(order.event);
    }
  }

  #noteUnknown(event: string): void {
    if (this.#unknown.has(event) || this.#unknown.size >= MAX_UNKNOWN) return;
    this.#unknown.add(event);
    this.#needs.log("info", `${event} of the server is not known here`);
  }
}

/** A preset, or a command without one, for the log. */
export function wordPreset(presetId: PresetKey): string {
  return presetId === null ? "a command" : `preset ${presetId}`;
}

function shown(command: string): string {
  return cleanLine(command, MAX_SHOWN_CHARS);
}
