import { describeError } from "../../describe_error.ts";
import type { AgentLog } from "../../agent_log.ts";
import type { PowerOrder } from "./orders.ts";
import type { PowerSwitch } from "./power_switch.ts";
import type { PowerReport } from "./sayings.ts";

/** What carrying out power orders needs. */
export interface PowerNeeds {
  /** Undefined: the agent's settings do not allow it. */
  readonly power: PowerSwitch | undefined;
  readonly log: AgentLog;
  report(report: PowerReport): void;
}

/** Restarts or shuts down the machine where that is allowed, and says whether it does. */
export class PowerDesk {
  readonly #needs: PowerNeeds;

  constructor(needs: PowerNeeds) {
    this.#needs = needs;
  }

  async carryOut({ action, executionId }: PowerOrder): Promise<void> {
    const { power, log, report } = this.#needs;
    log("warn", `${action} of this machine was ordered`);
    try {
      if (power === undefined) throw new Error(NOT_ALLOWED);
      await power(action);
      report({ action, executionId });
    } catch (cause) {
      const error = describeError(cause);
      log("warn", `no ${action}: ${error}`);
      report({ action, executionId, error });
    }
  }
}

const NOT_ALLOWED =
  "not allowed: the agent on this machine was started without allowPower (--allow-power true)";
