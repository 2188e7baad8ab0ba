import { alertSettingsOf } from "../../composition/alert_rules.ts";
import { seededRandom } from "../../agents/displays/random.ts";
import type { FileSettings } from "../../command_line/settings/file_settings.ts";
import { setStage, type Stage } from "./chaos_stage.ts";
import { type Evidence, readAccount } from "./oracle/evidence.ts";
import { judgeAlerts } from "./oracle/judge_alerts.ts";
import { judgeExecutions } from "./oracle/judge_executions.ts";
import { judgeLiveness } from "./oracle/judge_liveness.ts";
import { judgeLog } from "./oracle/judge_log.ts";
import { judgeRecordings } from "./oracle/judge_recordings.ts";
import { judgeState } from "./oracle/judge_state.ts";
import { judgeTrail } from "./oracle/judge_trail.ts";
import { judgeWrites } from "./oracle/judge_writes.ts";
import { RecordingWitness } from "./oracle/recording_witness.ts";
import { RollCall } from "./oracle/roll_call.ts";
import { broken, type Violation } from "./oracle/violation.ts";
import { Watcher } from "./oracle/watcher.ts";
import { Timeline } from "./torments/timeline.ts";
import type { Torment } from "./torments/torment_plan.ts";
import { Tormentor } from "./torments/tormentor.ts";
import { healAll, type Healing, lookAt } from "./workload/healing.ts";
import { prepareTargets } from "./workload/prepare_targets.ts";
import { WishJournal } from "./workload/wish_journal.ts";
import { WishMaker, type WishOptions } from "./workload/wish_maker.ts";
import { Workload } from "./workload/workload.ts";

/** A run, and the places that it may use. */
export interface ChaosOrder {
  readonly scale: number;
  readonly seed: number;
  readonly plan: readonly Torment[];
  readonly wishesPerSecond: number;
  readonly wishes: WishOptions;
  /** Of the data folder; may be small. */
  readonly disk: string;
  /** Empty, and not on that disk. */
  readonly folder: string;
  readonly warmUpMs: number;
  readonly alerts: NonNullable<FileSettings["alerts"]>;
  readonly healing: Healing;
  readonly onProgress: (line: string) => void;
}

/** What came of it. */
export interface ChaosResult {
  readonly timeline: Timeline;
  readonly evidence: Evidence;
  readonly logLevels: ReadonlyMap<string, number>;
  /** Kills of a steady recording that were looked at. */
  readonly recordingsCut: number;
  readonly violations: readonly Violation[];
}

const PROGRESS_MS = 10_000;

/** Torments a fleet and its control host while people work with them, heals everything, and judges. */
export async function runChaos(order: ChaosOrder): Promise<ChaosResult> {
  const { scale, seed, disk, folder, warmUpMs, alerts, onProgress } = order;
  const timeline = new Timeline();
  const stage = await setStage({ scale, seed, disk, folder, warmUpMs, alerts, timeline });
  const journal = new WishJournal(`${folder}/journal.jsonl`);
  try {
    onProgress("everybody is there");
    return await torment(order, { stage, journal, timeline });
  } finally {
    journal.close();
    await Promise.all([stage.fleet.kill(), stage.host.kill()]);
  }
}

interface Scene {
  readonly stage: Stage;
  readonly journal: WishJournal;
  readonly timeline: Timeline;
}

async function torment(order: ChaosOrder, scene: Scene): Promise<ChaosResult> {
  const { seed, plan, disk, healing, wishesPerSecond, wishes, onProgress } = order;
  const { stage, journal, timeline } = scene;
  const { host, fleet, api, dataDir, weatherFile } = stage;
  const random = seededRandom(seed);
  const targets = await prepareTargets(stage, random, wishes);
  const maker = new WishMaker(targets, random, `chaos-${seed}`, wishes);
  const workload = new Workload({ api, maker, journal, random, wishesPerSecond });
  const witness = new RecordingWitness(dataDir, timeline);
  const watcher = new Watcher(api, timeline, (cameras) => witness.look(cameras));
  const onDeath = (killedAt: number) => witness.examine(killedAt);
  const tormentor = new Tormentor({ host, fleet, timeline, disk, weatherFile, onDeath });
  const progress = setInterval(() => onProgress(progressOf(scene)), PROGRESS_MS);
  const tellUnrest = async () =>
    onProgress(`not quiet yet: ${JSON.stringify(await lookAt(stage))}`);
  watcher.start();
  workload.start();
  let healedAt = 0;
  let unrest: ReturnType<typeof setInterval> | undefined;
  try {
    try {
      await tormentor.play(plan);
    } finally {
      // Also when a torment could not be done: whoever works on must end.
      await workload.stop(healing.answersMs);
    }
    healedAt = Date.now();
    clearInterval(progress);
    onProgress("all is healed; waiting for quiet");
    unrest = setInterval(() => void tellUnrest(), PROGRESS_MS);
    await healAll({ api, workload, fleet, maker, healing });
  } finally {
    clearInterval(progress);
    clearInterval(unrest);
    await watcher.stop();
  }
  const evidence: Evidence = {
    answered: journal.answered,
    account: await readAccount(api, journal.answered),
    truth: await fleet.truth(),
  };
  return await judge(order, scene, { evidence, watcher, witness, healedAt });
}

interface Findings {
  readonly evidence: Evidence;
  readonly watcher: Watcher;
  readonly witness: RecordingWitness;
  readonly healedAt: number;
}

async function judge(
  { alerts, warmUpMs }: ChaosOrder,
  { stage: { host, dataDir }, timeline }: Scene,
  { evidence, watcher, witness, healedAt }: Findings,
): Promise<ChaosResult> {
  const readAt = Date.now();
  const exitCode = await host.stop();
  const { rules } = alertSettingsOf({ alerts });
  const roll = new RollCall(evidence.account);
  return {
    timeline,
    evidence,
    logLevels: host.log.levels,
    recordingsCut: witness.cuts.length,
    violations: [
      ...judgeWrites(evidence),
      ...judgeExecutions(evidence, timeline, readAt),
      ...judgeState(evidence),
      ...judgeAlerts(evidence, { timeline, rules, warmUpMs, healedAt, readAt }),
      ...judgeLiveness(watcher.sightings, roll, timeline),
      ...judgeRecordings(witness.cuts, timeline.lives.length - 1),
      ...await judgeTrail(dataDir),
      ...judgeLog(host.log.loud, timeline),
      ...(exitCode === 0 ? [] : [broken("it stops in order", `exit code ${exitCode}`)]),
    ],
  };
}

function progressOf({ stage: { host }, journal: { answered }, timeline }: Scene): string {
  const now = timeline.troubles.filter(({ until }) => until === Infinity)
    .map(({ torment }) => torment.kind === "faults" ? torment.name : torment.kind);
  const lost = answered.filter(({ lost }) => lost > 0).length;
  const state = host.isUp ? "up" : "down";
  return `${answered.length} answers (${lost} repeated), ${timeline.lives.length} lives, ` +
    `host ${state}, now: ${now.join(", ") || "nothing"}`;
}
