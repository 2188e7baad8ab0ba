import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import { TargetLine } from "../../../../agents/sync/agent/target_line.ts";
import type { SyncDigit } from "../../../../agents/sync/agent/sync_state.ts";
import type { TargetWire, WireEvents } from "../../../../agents/sync/agent/target_wire.ts";
import { DialError } from "../../../../agents/tcp_dial.ts";

/** A connection that keeps what is written. */
export class FakeWire implements TargetWire {
  readonly localAddress = "192.0.2.31";
  unsentBytes = 0;
  text = "";
  over: "ended" | "destroyed" | undefined;
  write(bytes: Uint8Array): void {
    this.text += new TextDecoder().decode(bytes);
  }
  end(): void {
    this.over ??= "ended";
  }
  destroy(): void {
    this.over ??= "destroyed";
  }
}

/** A target in virtual time: each connect waits for the test to answer it. */
export class FakeTarget {
  readonly clock = new VirtualClock();
  readonly log: string[] = [];
  readonly wires: FakeWire[] = [];
  /** Virtual times of the connects. */
  readonly dialledAt: number[] = [];
  digit: SyncDigit | undefined = 2;
  #events: WireEvents | undefined;

  line(intervalMs = 1_000, claim: string | null = null): TargetLine {
    return new TargetLine({
      target: { address: "192.0.2.10", port: 8_080 },
      intervalMs,
      claim,
      clock: this.clock,
      random: () => 0,
      log: (level, sentence) => void this.log.push(`${level} ${sentence}`),
      dial: (_target, _timeoutMs, events) => {
        this.dialledAt.push(this.clock.monotonicMs());
        this.#events = events;
      },
    }, () => this.digit);
  }

  get dialling(): boolean {
    return this.#events !== undefined;
  }

  accept(): FakeWire {
    const wire = new FakeWire();
    this.wires.push(wire);
    this.#take().connected(wire);
    return wire;
  }

  refuse(): void {
    this.#take().failed(new DialError("refused", "connection refused"));
  }

  /** Accepts, and gives the way to close the connection from the other end. */
  acceptClosable(): () => void {
    const events = this.#events;
    const wire = this.accept();
    return () => events?.closed(wire);
  }

  advance(ms: number): Promise<void> {
    return this.clock.advance(ms, () => Promise.resolve());
  }

  #take(): WireEvents {
    const events = this.#events;
    if (events === undefined) throw new Error("nobody connects");
    this.#events = undefined;
    return events;
  }
}
