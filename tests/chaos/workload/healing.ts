import { setTimeout as wait } from "node:timers/promises";
import type { Alert } from "../../../protocols/api/alert.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Api } from "../../support/api/api.ts";
import type { ChaosFleet } from "../processes/chaos_fleet.ts";
import type { Wish, WishKind } from "./wish.ts";
import type { WishMaker } from "./wish_maker.ts";
import type { Workload } from "./workload.ts";

/** How long things may take when nothing goes wrong any more. */
export interface Healing {
  /** For requests that have no answer yet. */
  readonly answersMs: number;
  /** For commands to end, members to come back and alerts to be resolved. */
  readonly quietMs: number;
}

/** Who is asked. */
export interface HealingNeeds {
  readonly api: Api;
  readonly workload: Workload;
  readonly fleet: ChaosFleet;
  readonly maker: WishMaker;
  readonly healing: Healing;
}

const LOOK_MS = 1_000;
const OPEN = "state=queued&state=sent&state=acknowledged&state=running";

/**
 * Waits for quiet: every command over, every member there, every alert resolved. Failed commands are an alert until one
 * that works takes it back, so an operator tries each once more, as he would.
 */
export async function healAll(needs: HealingNeeds): Promise<void> {
  const until = performance.now() + needs.healing.quietMs;
  const isTime = () => performance.now() < until;
  while (isTime() && !isCalm(await lookAt(needs))) await wait(LOOK_MS);
  await tryAgain(needs);
  for (let rest = await lookAt(needs); isTime() && !isQuiet(rest); rest = await lookAt(needs)) {
    await wait(LOOK_MS);
  }
}

/** What keeps it from being quiet. */
export interface Unrest {
  readonly commands: number;
  readonly members: number;
  /**
   * Without those that came and went before, whose time is longer than anybody's patience, and without those of bad
   * commands: a good one takes them back at once, and fielded builds do not answer every stop.
   */
  readonly alerts: number;
}

/** Looks at what is not well yet. */
export async function lookAt({ api, fleet }: Pick<HealingNeeds, "api" | "fleet">): Promise<Unrest> {
  const open = await list(api, `commands?${OPEN}&limit=500`);
  const { members } = await fleet.truth();
  return {
    commands: open.length,
    members: members.filter(({ online }) => !online).length,
    alerts:
      (await unresolved(api)).filter((alert) => alert.flaps === 0 && !isOfCommand(alert)).length,
  };
}

function isCalm({ commands, members }: Unrest): boolean {
  return commands + members === 0;
}

function isQuiet(unrest: Unrest): boolean {
  return isCalm(unrest) && unrest.alerts === 0;
}

function isOfCommand({ rule }: Alert): boolean {
  return rule === "commandFailed" || rule === "keyRotation";
}

function unresolved(api: Api): Promise<readonly Alert[]> {
  return list<Alert>(api, "alerts?state=unresolved&limit=500");
}

async function list<T>(api: Api, path: string): Promise<readonly T[]> {
  return (await api.call<{ readonly items: readonly T[] }>(`/api/v1/${path}`)).items;
}

/** A good command for each alert of a bad one. */
async function tryAgain({ api, workload, maker }: HealingNeeds): Promise<void> {
  const alerts = (await unresolved(api)).filter(isOfCommand);
  for (const { subject } of alerts) {
    const target = encodeURIComponent(`${subject.kind}/${subject.key}`);
    const items = await list<Command>(api, `commands?target=${target}&limit=500`);
    const failed = items.filter(({ state }) =>
      state === "failed" || state === "timed_out" || state === "unknown"
    );
    for (const [, [one]] of Map.groupBy(failed, ({ action }) => action)) {
      const wish = one && again(one, maker);
      if (wish !== undefined) await workload.settle(wish);
    }
  }
}

/** The same order once more, under a key of its own. */
function again(
  { target: { kind, name, key: place }, action }: Command,
  maker: WishMaker,
): Wish | undefined {
  const wish = maker.make(action as WishKind, 0);
  if (wish === undefined) return undefined;
  const [serverId, container] = place.split("/");
  switch (kind) {
    case "display":
      return { ...wish, path: `/api/v1/displays/${name}/commands` };
    case "container":
      return { ...wish, path: `/api/v1/nodes/${serverId}/containers/${container}/commands` };
    case "camera":
      return { ...wish, path: `/api/v1/cameras/${name}/commands` };
    default:
      return undefined;
  }
}
