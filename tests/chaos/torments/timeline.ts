import type { Torment } from "./torment_plan.ts";

/** Something that was wrong, on purpose. Times are epoch milliseconds of the real clock. */
export interface Trouble {
  readonly torment: Torment;
  /** Keys of the fleet's members that it touched; empty: all of them, or the control host alone. */
  readonly members: readonly string[];
  readonly from: number;
  /** Infinity while it lasts. */
  until: number;
}

/** One run of the control host's process. */
export interface Life {
  /** `/readyz` was good. */
  readonly from: number;
  /** Infinity while it lives. */
  until: number;
  /** From the start of the process to `/readyz`. */
  readonly readyMs: number;
}

/** What really happened and when, as only whoever did it knows. */
export class Timeline {
  readonly troubles: Trouble[] = [];
  readonly lives: Life[] = [];
  /** Offsets of the control host's clock, each from its moment on. */
  readonly offsets: { readonly from: number; readonly offsetMs: number }[] = [
    { from: -Infinity, offsetMs: 0 },
  ];
  /** When the machine itself was late: whoever calls the control host overloaded then is right. */
  readonly late: number[] = [];

  began(torment: Torment, members: readonly string[]): Trouble {
    const trouble = { torment, members, from: Date.now(), until: Infinity };
    this.troubles.push(trouble);
    return trouble;
  }

  stepped(offsetMs: number): void {
    this.offsets.push({ from: Date.now(), offsetMs });
  }

  /**
   * The moments that the control host may have called `hostTime`: none or several, as its clock jumps.
   *
   * @param hostTime in ISO 8601, as it writes it
   */
  realTimes(hostTime: string): readonly number[] {
    const said = Date.parse(hostTime);
    const slackMs = 1_500;
    return this.offsets.flatMap(({ from, offsetMs }, at) => {
      const real = said - offsetMs;
      const until = this.offsets[at + 1]?.from ?? Infinity;
      return real >= from - slackMs && real <= until + slackMs ? [real] : [];
    });
  }

  /** Troubles of a kind that lasted at `moment`, or had ended up to `tailMs` before. */
  around(moment: number, tailMs: number): readonly Trouble[] {
    return this.troubles.filter(({ from, until }) => from <= moment && moment <= until + tailMs);
  }
}
