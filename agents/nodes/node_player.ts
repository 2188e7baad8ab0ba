import { Observers } from "../displays/observers.ts";
import { seededRandom } from "../displays/random.ts";
import { realClock, Waits } from "../waits.ts";
import { NODE_BUILDS } from "./builds.ts";
import { HttpSide } from "./http_side.ts";
import type { NodeBuild } from "./node_build.ts";
import { answerFrame, type Frame, validatorFrame } from "./node_frames.ts";
import { NodeLine } from "./node_line.ts";
import { SimulatedMachine } from "./readings.ts";
import { SampleQueue } from "./sample_queue.ts";
import { type CommandScript, healthyMachine, type NodeCommand } from "./scripted_commands.ts";
import type { ReceivedFrame, ScriptedNode, ScriptedNodeOptions } from "./scripted_node.ts";

/** A minute of readings at one a second. */
const SAMPLES_PER_SUMMARY = 60;
const DEFAULT_RECEIVED_LIMIT = 1_000;
/** Commands told apart by their id. */
const MAX_COUNTED_COMMANDS = 10_000;

/** The engine behind every scripted mclient: does what the build's description says, at its times. */
export class NodePlayer implements ScriptedNode {
  readonly build: NodeBuild;
  readonly serverId: string;
  readonly machine: SimulatedMachine;
  readonly http: HttpSide;
  readonly received: ReceivedFrame[] = [];
  readonly commandCounts = new Map<string, number>();
  statsSent = 0;
  statsAcknowledged = 0;
  ackTimeouts = 0;
  busy = false;

  readonly #options: ScriptedNodeOptions;
  readonly #waits: Waits;
  readonly #answers: Waits;
  readonly #line: NodeLine;
  readonly #queue = new SampleQueue();
  readonly #observers = new Observers(() => this.#describe());
  readonly #commands: CommandScript;
  #sequence = 0;
  /** Until the acknowledgement of the last reading has come, or was waited for in vain. */
  #cancelAckWait: (() => void) | undefined;

  constructor(options: ScriptedNodeOptions) {
    const clock = options.clock ?? realClock;
    const random = seededRandom(options.seed ?? 1);
    const names = options.containers ?? ["3node0"];
    this.#options = options;
    this.build = NODE_BUILDS[options.build];
    this.serverId = options.serverId;
    this.#commands = options.commands ?? healthyMachine;
    this.#waits = new Waits(clock, options.timeScale ?? 1);
    this.#answers = new Waits(clock, options.answerTimeScale ?? 1);
    this.http = new HttpSide(options);
    const { schema } = this.build;
    const configured = options.configured ?? names;
    this.machine = new SimulatedMachine(options.serverId, schema, names, configured, random);
    const { build, serverId, http } = this;
    const timing = { waits: this.#waits, answers: this.#answers };
    this.#line = new NodeLine({ build, url: options.url, serverId, http, random, ...timing }, {
      up: () => this.#sendQueued(),
      down: () => this.#stopWaitingForAck(),
      changed: () => this.#observers.notify(),
      heard: (frame) => this.#heard(frame),
    });
  }

  get registered(): boolean {
    return this.#line.usable;
  }
  get connects(): number {
    return this.#line.connects;
  }
  get closes(): readonly number[] {
    return this.#line.closes;
  }
  get failures(): readonly string[] {
    return this.#line.failures;
  }
  get queued(): number {
    return this.#queue.length;
  }

  start(): void {
    this.#line.start();
    this.#waits.every(this.#options.intervalMs ?? 1_000, () => this.#sample());
    const { heartbeatMs } = this.build;
    if (heartbeatMs !== null) this.#waits.every(heartbeatMs, () => this.#beat());
  }

  stop(): void {
    this.#waits.cancelAll();
    this.#answers.cancelAll();
    this.#line.stop();
    this.#observers.notify();
  }

  onChange(listener: () => void): () => void {
    return this.#observers.add(listener);
  }

  until(predicate: () => boolean, timeoutMs: number): Promise<void> {
    return this.#observers.until(predicate, timeoutMs);
  }

  say(frame: unknown): boolean {
    const sent = this.#line.send(JSON.stringify(frame));
    this.#observers.notify();
    return sent;
  }

  reportValidator(node: string, change: "activated" | "deactivated", era: number): boolean {
    const frame = validatorFrame(this.build, { node, change, era }, this.#waits.clock.now());
    return frame !== null && this.say(frame);
  }

  #sample(): void {
    // Its loop still waits for the last acknowledgement.
    if (this.#cancelAckWait !== undefined) return;
    const now = this.#waits.clock.now();
    this.#queue.add(JSON.stringify(this.#message("stats", now)));
    this.#sendQueued();
    if (this.registered && this.statsSent % SAMPLES_PER_SUMMARY === 0) this.#summarise(now);
    this.#observers.notify();
  }

  #message(type: "stats" | "summary", now: number): Frame {
    const { serverId, machine } = this;
    const data = (this.#options.look ?? ((at) => machine.look(at)))(now, type);
    const seconds = (this.#options.intervalMs ?? 1_000) / 1_000;
    const interval = this.build.schema === "small" ? {} : { interval: seconds };
    const sequence = ++this.#sequence;
    return { type, serverId, timestamp: now, sequence, ...interval, data };
  }

  /** Everything at once, or one by one where the build waits for each acknowledgement. */
  #sendQueued(): void {
    const { waitsForAck } = this.build;
    while (this.registered && this.#cancelAckWait === undefined) {
      const frame = this.#queue.shift();
      if (frame === undefined) return;
      this.#line.send(frame);
      this.statsSent++;
      if (waitsForAck !== null) this.#waitForAck(waitsForAck.times, waitsForAck.eachMs);
    }
  }

  #waitForAck(times: number, eachMs: number): void {
    this.#cancelAckWait = this.#answers.after(eachMs, () => {
      this.#cancelAckWait = undefined;
      this.ackTimeouts++;
      if (times > 1) this.#waitForAck(times - 1, eachMs);
    });
  }

  #stopWaitingForAck(): void {
    this.#cancelAckWait?.();
    this.#cancelAckWait = undefined;
  }

  #summarise(now: number): void {
    const summary = this.#message("summary", now);
    this.say(summary);
    if (!this.build.savesLogs || this.http.token === null) return;
    void this.http.saveLog(this.serverId, now, summary.data).then(() => this.#observers.notify());
  }

  #beat(): void {
    this.say({ type: "heartbeat", serverId: this.serverId, timestamp: this.#waits.clock.now() });
  }

  #heard(frame: Frame): void | Promise<void> {
    const { type } = frame;
    this.#note(String(type), frame);
    if (type === "stats_ack") {
      this.statsAcknowledged++;
      this.#stopWaitingForAck();
      this.#sendQueued();
    } else if (type === "ping") this.say({ type: "pong" });
    else if (type === "command" && this.build.takesCommands) return this.#run(frame.data);
    this.#observers.notify();
  }

  #note(type: string, frame: Frame): void {
    this.received.push({ type, frame, at: this.#waits.clock.now() });
    const limit = this.#options.receivedLimit ?? DEFAULT_RECEIVED_LIMIT;
    if (this.received.length > limit) this.received.shift();
  }

  /** Inline: the client reads nothing else until the command has ended. */
  async #run(data: unknown): Promise<void> {
    const command = data as NodeCommand;
    const before = this.commandCounts.get(command.id) ?? 0;
    if (before > 0 || this.commandCounts.size < MAX_COUNTED_COMMANDS) {
      this.commandCounts.set(command.id, before + 1);
    }
    this.busy = true;
    this.#observers.notify();
    const outcome = this.#commands(command);
    await new Promise<void>((resolve) => this.#waits.after(outcome.takesMs, resolve));
    this.busy = false;
    this.say(answerFrame(command.id, outcome, this.#waits.clock.now()));
  }

  #describe(): string {
    const heard = this.received.slice(-5).map(({ type }) => type).join(", ");
    const state = `registered ${this.registered}, busy ${this.busy}, ${this.statsSent} stats sent`;
    const ends = `closes ${this.closes.join(" ")}; ${this.failures.join("; ")}`;
    return `${this.build.id} ${this.serverId}: ${state}, last heard: ${heard}; ${ends}`;
  }
}
