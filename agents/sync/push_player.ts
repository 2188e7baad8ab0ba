import type { Socket } from "node:net";
import { encodeReport } from "../../protocols/syncguard/encoder.ts";
import { Observers } from "../displays/observers.ts";
import { seededRandom } from "../displays/random.ts";
import { realClock, Waits } from "../waits.ts";
import { LineWriter } from "./line_writer.ts";
import { Redial } from "./redial.ts";
import type { ScriptedSyncHost, ScriptedSyncHostOptions } from "./scripted_sync_host.ts";
import { SYNC_BUILDS, type SyncBuild } from "./sync_build.ts";
import { Wires } from "./wires.ts";

const DEFAULT_INTERVAL_MS = 1_000;

/** The engine behind every scripted sync host: does what the build's description says, at its times. */
export class PushPlayer implements ScriptedSyncHost {
  readonly build: SyncBuild;
  readonly claimedAddress: string | null;
  linesSent = 0;
  connects = 0;
  silentConnects = 0;

  readonly #options: ScriptedSyncHostOptions;
  readonly #waits: Waits;
  readonly #wires: Wires;
  readonly #redial: Redial;
  readonly #random: () => number;
  readonly #observers: Observers;
  #digit: number;
  #writer: LineWriter | undefined;
  #broken = false;

  constructor(options: ScriptedSyncHostOptions) {
    this.build = SYNC_BUILDS[options.build];
    this.claimedAddress = options.claimedAddress;
    this.#options = options;
    this.#digit = options.digit ?? 0;
    this.#waits = new Waits(options.clock ?? realClock, options.timeScale ?? 1);
    this.#wires = new Wires(options.target);
    this.#redial = new Redial(this.build, this.#waits);
    this.#random = seededRandom(options.seed ?? 1);
    this.#observers = new Observers(() => this.#describe());
  }

  get digit(): number {
    return this.#digit;
  }
  set digit(digit: number) {
    const changed = digit !== this.#digit;
    this.#digit = digit;
    if (changed && this.build.saysChanges && this.#writer) this.#say(this.#writer);
  }
  get connected(): boolean {
    return this.#writer !== undefined;
  }
  get dialling(): number {
    return this.#wires.dialling;
  }
  get attempts(): number {
    return this.#redial.attempts;
  }
  get failures(): number {
    return this.#redial.failures;
  }

  start(): void {
    this.#broken = false;
    this.#redial.reset();
    this.#waits.every(this.#options.intervalMs ?? DEFAULT_INTERVAL_MS, () => this.#tick(), 0);
  }

  stop(): void {
    this.#waits.cancelAll();
    this.#writer = undefined;
    this.#wires.cutAll();
    this.#observers.notify();
  }

  toggle(): void {
    this.#broken = this.build.breaksWhenToggled;
    this.#hangUp();
  }

  pressTestButton(): void {
    this.#wires.dial({ connected: (socket) => this.#closeSilently(socket) });
  }

  leaveGhost(): void {
    this.#wires.dial({ connected: () => this.#countSilent() });
  }

  onChange(listener: () => void): () => void {
    return this.#observers.add(listener);
  }

  until(predicate: () => boolean, timeoutMs: number): Promise<void> {
    return this.#observers.until(predicate, timeoutMs);
  }

  #tick(): void {
    const overlaps = this.#random() < (this.#options.overlapShare ?? 0);
    for (let n = 0; n < (overlaps ? 2 : 1); n++) {
      if (!this.build.persistent) this.#sayOnce();
      else if (this.#writer) this.#say(this.#writer);
      else if (this.#redial.allowed) this.#connect();
    }
  }

  /** Build O: a connection for one line. */
  #sayOnce(): void {
    this.#wires.dial({
      connected: (socket) => {
        this.connects++;
        const writer = this.#writerTo(socket);
        this.#say(writer);
        this.#waits.after(this.build.closeAfterMs, () => writer.end());
        this.#observers.notify();
      },
      failed: () => this.#observers.notify(),
    });
  }

  /** Build P: a connection that is kept, or left to itself when the server accepts it too late. */
  #connect(): void {
    let abandoned = false;
    this.#redial.begin(() => abandoned = true);
    this.#wires.dial({
      connected: (socket) => abandoned ? this.#countSilent() : this.#use(socket),
      failed: () => {
        if (!abandoned) this.#redial.end(false);
        this.#observers.notify();
      },
    });
  }

  #use(socket: Socket): void {
    this.#redial.end(true);
    if (this.#broken) return this.#closeSilently(socket);
    this.connects++;
    const writer = this.#writerTo(socket);
    this.#writer = writer;
    // It peeks whether the server has closed, and dials again at a later tick.
    for (const event of ["end", "close"]) socket.once(event, () => this.#lost(writer));
    this.#say(writer);
    this.#observers.notify();
  }

  #lost(writer: LineWriter): void {
    if (this.#writer !== writer) return;
    this.#hangUp();
    this.#observers.notify();
  }

  #hangUp(): void {
    const writer = this.#writer;
    this.#writer = undefined;
    writer?.end();
  }

  #closeSilently(socket: Socket): void {
    socket.end();
    this.#countSilent();
  }

  #countSilent(): void {
    this.connects++;
    this.silentConnects++;
    this.#observers.notify();
  }

  #say(writer: LineWriter): void {
    const line = encodeReport(this.claimedAddress, this.#digit);
    const split = this.#random() < (this.#options.splitShare ?? 0);
    writer.write(line, split ? 1 + Math.floor(this.#random() * (line.length - 1)) : line.length);
  }

  #writerTo(socket: Socket): LineWriter {
    return new LineWriter(socket, this.#waits, () => {
      this.linesSent++;
      this.#observers.notify();
    });
  }

  #describe(): string {
    const { build, claimedAddress, linesSent, connects, failures } = this;
    const counts = `${linesSent} lines, ${connects} connects, ${failures} failures`;
    return `${build.id} ${claimedAddress ?? "unknown"}: ${counts}`;
  }
}
