import { BUILDS } from "./builds.ts";
import type { DisplayBuild } from "./display_build.ts";
import { Heartbeats } from "./heartbeats.ts";
import { LineKeeper, type Purpose } from "./line_keeper.ts";
import { Observers } from "./observers.ts";
import { type ProcessTable, simulateProcesses } from "./process_table.ts";
import { seededRandom } from "./random.ts";
import { type ReceivedEvent, ReceivedLog } from "./received_log.ts";
import type { ScriptedDisplay, ScriptedDisplayOptions } from "./scripted_display.ts";
import { type Data, type EventTarget, handleServerEvent } from "./server_events.ts";
import { heartbeat, type Outgoing, processStatus, registration, said } from "./spelling.ts";
import { type Speaker, statusUpdate } from "./spelling.ts";
import { TrackedPrograms } from "./tracked_programs.ts";
import { realClock, Waits } from "../waits.ts";

/** Events kept: a test run of a thousand commands with its heartbeats. */
const DEFAULT_RECEIVED_LIMIT = 10_000;

/** The engine behind every scripted display: does what the build's description says, at its times. */
export class BuildPlayer implements ScriptedDisplay, EventTarget {
  readonly build: DisplayBuild;
  readonly name: string;
  readonly processes: ProcessTable;
  readonly programs: TrackedPrograms;
  readonly waits: Waits;
  registered = false;
  exited = false;
  connects = 0;
  beatsSent = 0;
  beatsConfirmed = 0;

  readonly #address: string;
  readonly #line: LineKeeper;
  readonly #heartbeats: Heartbeats;
  readonly #log: ReceivedLog;
  readonly #observers: Observers;
  #startedAt = 0;
  #beatsSinceCheck = 0;

  constructor(options: ScriptedDisplayOptions) {
    this.build = BUILDS[options.build];
    this.name = options.name;
    this.processes = options.processes ?? simulateProcesses();
    this.programs = new TrackedPrograms(this.processes, this.build.stop);
    this.waits = new Waits(options.clock ?? realClock, options.timeScale ?? 1);
    this.#address = options.address ?? "127.0.0.1";
    this.#log = new ReceivedLog(options.receivedLimit ?? DEFAULT_RECEIVED_LIMIT);
    this.#observers = new Observers(() => this.#describe());
    this.#heartbeats = new Heartbeats(this.build.heartbeat, this.waits, () => this.#beat());
    this.#line = this.#makeLine(options);
  }

  get online(): boolean {
    return this.#line.online;
  }
  get received(): readonly ReceivedEvent[] {
    return this.#log.events;
  }
  get commandCounts(): ReadonlyMap<string, number> {
    return this.#log.commandCounts;
  }
  get heartbeatLoops(): number {
    return this.#heartbeats.loops;
  }

  start(): void {
    this.#quiet();
    this.exited = false;
    this.#startedAt = this.waits.clock.now();
    this.#line.start();
    this.#heartbeats.noteThat("start");
    const { processStatusMs } = this.build;
    if (processStatusMs !== null) this.waits.every(processStatusMs, () => this.#reportProcesses());
  }

  stop(): void {
    this.#quiet();
    this.programs.stopAll();
    this.#observers.notify();
  }

  onChange(listener: () => void): () => void {
    return this.#observers.add(listener);
  }

  until(predicate: () => boolean, timeoutMs: number): Promise<void> {
    return this.#observers.until(predicate, timeoutMs);
  }

  register(): void {
    this.say(registration(this.speaker()));
  }

  reconnect(): void {
    this.#line.reconnect();
  }

  noteRegistered(): void {
    this.registered = true;
    this.#heartbeats.noteThat("registered");
  }

  noteBeatConfirmed(): void {
    this.beatsConfirmed += 1;
  }

  say({ event, payload }: Outgoing): void {
    this.#line.emit(event, payload);
    this.#observers.notify();
  }

  speaker(): Speaker {
    const now = this.waits.clock.now();
    return {
      build: this.build,
      name: this.name,
      address: this.#address,
      now,
      uptimeS: (now - this.#startedAt) / 1000,
      processCount: this.programs.living().length,
    };
  }

  #makeLine({ url, seed, ackTimeScale }: ScriptedDisplayOptions): LineKeeper {
    const { build, waits } = this;
    const random = seededRandom(seed ?? 1);
    return new LineKeeper({ build, url, waits, random, ackTimeScale: ackTimeScale ?? 1 }, {
      up: (purpose) => this.#up(purpose),
      down: () => this.#down(),
      gaveUp: () => this.#gaveUp(),
      heard: (event, args, acknowledge) => this.#heard(event, args, acknowledge),
    });
  }

  #up(purpose: Purpose): void {
    this.connects += 1;
    this.#heartbeats.noteThat("connect");
    if (this.build.registerAfterMs === 0) this.register();
    else this.waits.after(this.build.registerAfterMs, () => this.register());
    if (purpose === "asked") this.say(said(this.speaker(), "reconnection_success", {}));
    this.#observers.notify();
  }

  #down(): void {
    this.registered = false;
    this.#observers.notify();
  }

  #gaveUp(): void {
    this.exited = true;
    this.#quiet();
    this.#observers.notify();
  }

  #quiet(): void {
    this.#line.hangUp();
    this.#heartbeats.stop();
    this.waits.cancelAll();
    this.registered = false;
  }

  #heard(event: string, args: readonly unknown[], acknowledge: (() => void) | undefined): void {
    const payload = args.length === 1 ? args[0] : undefined;
    this.#log.add({ event, payload, at: this.waits.clock.now() });
    // A Python handler takes exactly one argument: with any other number it fails, and nothing is confirmed.
    if (isData(payload)) handleServerEvent(event, payload, this, acknowledge ?? (() => {}));
    this.#observers.notify();
  }

  #beat(): void {
    if (!this.online || (this.build.heartbeat?.onlyWhenRegistered && !this.registered)) return;
    this.beatsSent += 1;
    this.say(heartbeat(this.speaker()));
    const { statusUpdates } = this.build;
    if (statusUpdates === null || ++this.#beatsSinceCheck < statusUpdates.checkEveryBeats) return;
    this.#beatsSinceCheck = 0;
    this.#checkPrograms();
  }

  /** T4 says "ended abnormally" of the living at every check, and of the dead once: its bug, kept. */
  #checkPrograms(): void {
    const dead = this.programs.forgetDead();
    for (const { image } of [...dead, ...this.programs.living()]) {
      this.say(statusUpdate(this.speaker(), "online", image));
    }
  }

  #reportProcesses(): void {
    if (this.registered) this.say(processStatus(this.speaker(), this.programs.living()));
  }

  #describe(): string {
    const heard = this.received.slice(-5).map(({ event }) => event).join(", ");
    const state = `online ${this.online}, registered ${this.registered}, exited ${this.exited}`;
    return `${this.build.id} ${this.name}: ${state}, ${this.connects} connects, last heard: ${heard}`;
  }
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
