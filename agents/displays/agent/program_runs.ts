import type { Clock } from "../../../actors/kernel/mod.ts";
import type { Waits } from "../../waits.ts";
import { ExecutionMemory } from "./execution_memory.ts";
import type { RunRecord } from "./journal.ts";
import { decide, type Decision, type LineRules } from "./line_rules.ts";
import type { ShowMachine } from "./machine.ts";
import type { ExecuteOrder, PresetKey, StopOrder } from "./orders.ts";
import { isSamePreset, type PendingOrder, PendingOrders } from "./pending_orders.ts";
import { OutputFile } from "./output_file.ts";
import { ProgramRun, type RunEnd } from "./program_run.ts";
import { launchRun } from "./run_launch.ts";
import { exited, failed, failedAtOnce, running, stopped } from "./run_reports.ts";
import type { ExecutionReport, StopReport } from "./sayings.ts";
import type { StateFolder } from "./state_folder.ts";

/** What the programs of a display need around them. */
export interface RunsNeeds {
  readonly machine: ShowMachine;
  readonly clock: Clock;
  readonly waits: Waits;
  readonly rules: LineRules;
  readonly folder: StateFolder;
  report(report: ExecutionReport): void;
  reportStop(report: StopReport): void;
  /** Writes down what runs. Resolves when that is done, or cannot be done. */
  save(): Promise<void>;
  /** What runs is another now. */
  changed(): void;
}

/** Far above what a show machine bears. */
const MAX_RUNS = 64;

type Start = Extract<Decision, { readonly start: unknown }>;

/** Starts and ends programs as it is told, and reports each of them truthfully. Source: display guide, section 4. */
export class ProgramRuns {
  readonly #needs: RunsNeeds;
  readonly #runs = new Map<string, ProgramRun>();
  readonly #pending = new PendingOrders();
  readonly #executions = new ExecutionMemory();

  constructor(needs: RunsNeeds) {
    this.#needs = needs;
  }

  /** What runs, oldest first. */
  get records(): readonly RunRecord[] {
    return [...this.#runs.values()].map(({ record }) => record);
  }

  /** Executions that were taken up, oldest first. */
  get executions(): readonly string[] {
    return this.#executions.ids;
  }

  /** Takes up what an earlier life of the agent has left, and reports what has ended since. */
  async restore(records: readonly RunRecord[], executions: readonly string[]): Promise<void> {
    this.#executions.restore(executions);
    await Promise.all(records.map((record) => this.#restore({ ...record })));
  }

  async #restore(record: RunRecord): Promise<void> {
    const run = this.#newRun(record);
    this.#runs.set(record.id, run);
    if (await run.adopt()) {
      if (!record.told) this.#nowRunning(run, { found_again: true });
      return this.#whenEnded(run);
    }
    const output = await new OutputFile(this.#needs.folder.outputOf(record.id)).text();
    this.#runs.delete(record.id);
    const unseen: RunEnd = { exitCode: null, signal: null, output };
    const { report, clock } = this.#needs;
    report(
      record.told
        ? exited(record, unseen, clock.now())
        : failed(record, "The agent ended while it started this; nothing of it runs."),
    );
  }

  /** Starts a program; every outcome is reported, and this never rejects. */
  execute(order: ExecuteOrder): Promise<void> {
    return this.#pending.run(order, (pending) => this.#execute(pending));
  }

  async #execute(pending: PendingOrder): Promise<void> {
    const { order } = pending;
    if (this.#repeated(order) || await this.#occupied(order)) return;
    if (pending.cancelled) return this.#fail(order, "A stop came before it was started.");
    const { machine, rules } = this.#needs;
    const decision = decide(order.command, machine.dialect, rules);
    if ("refused" in decision) return this.#fail(order, decision.refused);
    if (this.#runs.size >= MAX_RUNS) {
      return this.#fail(order, `${MAX_RUNS} programs are running already.`);
    }
    this.#executions.add(order.executionId);
    await this.#start(pending, decision);
  }

  /** Whether this very execution was taken up before; then it has been answered again. */
  #repeated(order: ExecuteOrder): boolean {
    const { executionId } = order;
    if (!this.#executions.has(executionId)) return false;
    const run = [...this.#runs.values()].find(({ record }) => record.executionId === executionId);
    if (run === undefined) this.#fail(order, "This was carried out before; it is not done twice.");
    else this.#needs.report(running(order, run.record, { already_running: true }));
    return true;
  }

  /** Whether the preset runs already; then that has been answered. */
  async #occupied(order: ExecuteOrder): Promise<boolean> {
    const [run] = order.presetId === null ? [] : this.#runsOf(order.presetId);
    if (run === undefined) return false;
    if (run.stopRequested && (await run.stop()).length === 0) return false;
    const { pid, command } = run.record;
    if (command === order.command) {
      this.#needs.report(running(order, run.record, { already_running: true }));
    } else {
      const what = `Preset ${order.presetId} is still running (process ${pid})`;
      this.#fail(order, `${what}: stop it first.`);
    }
    return true;
  }

  async #start(pending: PendingOrder, { start, viaShell, program }: Start): Promise<void> {
    const { clock, waits, save, report, changed } = this.#needs;
    const { presetId, executionId, command } = pending.order;
    const id = crypto.randomUUID().replaceAll("-", "");
    const known = { id, presetId, executionId, command, program };
    const run = this.#newRun({
      ...known,
      since: clock.now(),
      pid: null,
      startedAt: null,
      told: false,
    });
    const { record } = run;
    this.#runs.set(id, run);
    report({ status: "starting", presetId, executionId, details: {} });
    const mayStart = () => !pending.cancelled;
    const outcome = await launchRun(run, start, { waits, save, mayStart });
    if (outcome.kind === "up") {
      this.#nowRunning(run, {});
      return this.#whenEnded(run);
    }
    this.#runs.delete(id);
    if (outcome.kind === "notStarted") return this.#fail(record, outcome.error);
    const { end } = outcome;
    if (run.stopRequested) return this.#fail(record, "It was stopped while it started.");
    const now = clock.now();
    report(
      end.exitCode === 0 ? exited(record, end, now) : failedAtOnce(record, end, !viaShell, now),
    );
    changed();
  }

  #nowRunning(run: ProgramRun, more: Readonly<Record<string, unknown>>): void {
    run.record.told = true;
    this.#needs.report(running(run.record, run.record, more));
    this.#needs.changed();
  }

  #whenEnded(run: ProgramRun): void {
    run.ended.then((end) => {
      // One that was told to end is reported by whoever told it.
      if (!this.#runs.delete(run.record.id) || run.stopRequested) return;
      this.#needs.report(exited(run.record, end, this.#needs.clock.now()));
      this.#needs.changed();
    });
  }

  /** Ends what runs for a preset, or everything; the outcome is reported. */
  async stop({ presetId, executionId }: StopOrder): Promise<void> {
    const { gone, left } = await this.#end(presetId);
    const error = left.length === 0 ? {} : { error: `Processes ${left.join(", ")} do not end.` };
    this.#needs.reportStop({ presetId, executionId, stopped: gone.length, ...error });
    for (const run of gone) await this.#reportStopped(run);
    this.#needs.changed();
  }

  /** Ends everything, as the agent itself ends. */
  async close(): Promise<void> {
    const { gone } = await this.#end(null);
    for (const run of gone) await this.#reportStopped(run);
    this.#needs.changed();
  }

  async #end(presetId: PresetKey): Promise<{
    readonly gone: readonly ProgramRun[];
    readonly left: readonly number[];
  }> {
    this.#pending.cancel(presetId);
    const wanted = presetId === null ? [...this.#runs.values()] : this.#runsOf(presetId);
    // What is not started yet never will be.
    const targets = wanted.filter(({ record }) => record.pid !== null);
    const outcomes = await Promise.all(
      targets.map(async (run) => ({ run, left: await run.stop() })),
    );
    return {
      gone: outcomes.filter(({ left }) => left.length === 0).map(({ run }) => run),
      left: outcomes.flatMap(({ left }) => left),
    };
  }

  async #reportStopped(run: ProgramRun): Promise<void> {
    const end = await run.ended;
    const { record } = run;
    this.#runs.delete(record.id);
    // One that was not up yet has been reported as failed.
    if (!record.told) return;
    record.told = false;
    this.#needs.report(stopped(record, end, this.#needs.clock.now()));
  }

  #runsOf(presetId: PresetKey): readonly ProgramRun[] {
    return [...this.#runs.values()].filter(({ record }) => isSamePreset(record.presetId, presetId));
  }

  #fail(order: Pick<ExecuteOrder, "presetId" | "executionId">, error: string): void {
    this.#needs.report(failed(order, error));
    this.#needs.changed();
  }

  #newRun(record: RunRecord): ProgramRun {
    const { machine, clock, waits, folder } = this.#needs;
    const outputPath = folder.outputOf(record.id);
    const output = new OutputFile(outputPath);
    return new ProgramRun(record, { machine, clock, waits, output, outputPath });
  }
}
