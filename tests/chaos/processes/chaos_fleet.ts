import { EntryProcess, START_MS } from "../../support/processes/entry_process.ts";
import type { DemoFault, DemoFaultName } from "../../../protocols/demo/faults.ts";
import type { FleetOrder } from "../../../protocols/demo/fleet_lines.ts";
import type { FleetPlace, FleetTruth } from "./fleet_truth.ts";

/** The process of the fleet, from outside. */
export class ChaosFleet {
  readonly #process: EntryProcess;
  readonly #url: string;

  private constructor(process: EntryProcess, { url }: FleetPlace) {
    this.#process = process;
    this.#url = url;
  }

  /** Resolves when its members exist; they connect one after the other. */
  static async start(order: FleetOrder): Promise<ChaosFleet> {
    const process = new EntryProcess(new URL("./fleet_entry.ts", import.meta.url), order);
    try {
      const line = await process.log.find((line) => line.startsWith("{"), START_MS);
      return new ChaosFleet(process, JSON.parse(line));
    } catch (cause) {
      await process.end("SIGKILL");
      throw cause;
    }
  }

  /** Answers the keys of the members that it touches. */
  async inject(name: DemoFaultName): Promise<readonly string[]> {
    const { members } = await this.#ask<DemoFault>("PUT", name);
    return members;
  }

  async clear(name: DemoFaultName): Promise<void> {
    await this.#ask("DELETE", name);
  }

  truth(): Promise<FleetTruth> {
    return this.#ask("GET", "");
  }

  async kill(): Promise<void> {
    await this.#process.end("SIGKILL");
  }

  async #ask<T>(method: string, name: string): Promise<T> {
    const response = await fetch(`${this.#url}/${name}`, { method });
    if (response.ok) return await response.json();
    throw new Error(`${method} ${name} of the fleet: ${response.status} ${await response.text()}`);
  }
}
