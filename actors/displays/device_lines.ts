import { type AuditFacts, type AuditLine, auditLines } from "../audit/audit_line.ts";
import { type Author, SYSTEM } from "../audit/author.ts";

/**
 * Lines of devices in a day: a fleet of a thousand that comes for the first time has one each. Day after day as many
 * would be 400,000 in the 400 days that lines are kept, of 500,000 at most: devices never push out what people did.
 */
export const LINES_A_DAY = 1_000;
/** Of those, lines of one address: several walls of displays on one machine, or behind one router. */
export const LINES_OF_ADDRESS = 64;
/** What is beyond is counted, and told in one line at most so often. */
export const TALLY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What a device changes of a display's record. */
export type DeviceFacts = AuditFacts & { readonly kind: "display.created" | "display.changed" };

interface Clock {
  now(): number;
  monotonicMs(): number;
}

/**
 * Lines of the audit trail for what devices change by themselves, as many as somebody will read: devices need no token,
 * so what they write has a limit. Bounded: an address is remembered for a day once it has a line.
 */
export class DeviceLines {
  #dayFrom = -Infinity;
  #written = 0;
  readonly #ofAddress = new Map<string, number>();
  #leftOut = { created: 0, changed: 0 };
  #toldAt = -Infinity;

  /** The line of one change, to be committed with it; none beyond the limits. */
  of(address: string, facts: DeviceFacts, clock: Clock): readonly AuditLine[] {
    if (this.#mayWrite(address, clock.monotonicMs())) {
      return auditLines(deviceAt(address), clock.now(), facts);
    }
    this.#leftOut[facts.kind === "display.created" ? "created" : "changed"]++;
    return [];
  }

  /** What was left out since the last time, as one line, when it is time to tell. */
  tally(clock: Clock): readonly AuditLine[] {
    const { created, changed } = this.#leftOut;
    const now = clock.monotonicMs();
    if (created + changed === 0 || now - this.#toldAt < TALLY_MS) return [];
    this.#toldAt = now;
    this.#leftOut = { created: 0, changed: 0 };
    return auditLines(deviceAt("various"), clock.now(), {
      kind: created > 0 ? "display.created" : "display.changed",
      key: "various",
      name: `${created + changed} more`,
      after: { alsoCreated: created, alsoChanged: changed },
    });
  }

  #mayWrite(address: string, now: number): boolean {
    if (now - this.#dayFrom >= DAY_MS) {
      this.#dayFrom = now;
      this.#written = 0;
      this.#ofAddress.clear();
    }
    const ofAddress = this.#ofAddress.get(address) ?? 0;
    if (this.#written >= LINES_A_DAY || ofAddress >= LINES_OF_ADDRESS) return false;
    this.#written++;
    this.#ofAddress.set(address, ofAddress + 1);
    return true;
  }
}

/** Nobody knows more of a device than where it calls from. */
function deviceAt(address: string): Author {
  return { ...SYSTEM, name: "device", address };
}
