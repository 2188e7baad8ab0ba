import type { DescribeSyncHosts } from "../sync_hosts/messages.ts";
import { wallChanged } from "../topics.ts";
import { expectedHosts, type HostBrief } from "./expected.ts";
import type { WallEntry } from "./timeline.ts";
import { conditionOf } from "./conditions.ts";
import { type Judgement, judgeWall } from "./verdict.ts";
import { snapshotOf, type Wall, type Walls, type WallsContext } from "./walls_state.ts";

/** The directory answers in microseconds; this is for when it hangs. */
const ASK_TIMEOUT_MS = 5_000;

/** Asks how the hosts stand. What changes meanwhile is asked for again, once. */
export function askForHosts(walls: Walls, ctx: WallsContext): void {
  walls.outdated = walls.asking;
  if (walls.asking) return;
  walls.asking = true;
  const question: DescribeSyncHosts = { type: "describeSyncHosts" };
  ctx.pipe(
    walls.args.syncHosts.ask(question, { timeoutMs: ASK_TIMEOUT_MS }),
    (briefs) => ({ type: "hostsDescribed", briefs }),
    () => ({ type: "descriptionFailed" }),
  );
}

/** The hosts are known as they stand now. */
export function onDescribed(
  walls: Walls,
  briefs: readonly HostBrief[],
  ctx: WallsContext,
): void {
  walls.asking = false;
  for (const wall of walls.walls.values()) judge(walls, wall, briefs, ctx);
  if (walls.outdated) askForHosts(walls, ctx);
}

/** Judges a wall. What differs from its last entry is a new one: kept first, then published. */
function judge(walls: Walls, wall: Wall, briefs: readonly HostBrief[], ctx: WallsContext): void {
  const expected = expectedHosts(wall.hosts, briefs);
  const judgement = judgeWall(expected);
  wall.members = expected.map((host) => ({
    host: host.listed,
    hostId: host.facts?.id ?? null,
    condition: conditionOf(host),
  }));
  if (wall.entry !== undefined && sameJudgement(wall.entry, judgement)) return;
  const id = walls.args.store.nextEntryId();
  const entry: WallEntry = { ...judgement, id, wall: wall.name, at: ctx.now() };
  wall.entry = entry;
  const snapshot = snapshotOf(wall);
  walls.commits.push([{ type: "wallJudged", entry }], () => {
    if (snapshot !== undefined) ctx.publish(wallChanged, snapshot);
  }, ctx);
}

function sameJudgement(entry: Judgement, { verdict, culprits }: Judgement): boolean {
  return entry.verdict === verdict && entry.culprits.length === culprits.length &&
    entry.culprits.every((before, index) => {
      const now = culprits[index];
      return before.host === now?.host && before.condition === now.condition &&
        before.hostId === now.hostId;
    });
}
