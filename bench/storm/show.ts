import type { CommandPage } from "../../protocols/api/command.ts";
import type { DisplayPage } from "../../protocols/api/display.ts";
import type { Execution, ExecutionDetail } from "../../protocols/api/execution.ts";
import type { Preset } from "../../protocols/api/preset.ts";
import type { Api } from "../../tests/support/api/api.ts";
import { eventually } from "../../tests/support/eventually.ts";

/** Commands of one preset: a hall of a large site. */
const MAX_TARGETS = 1_000;
/** Far longer than a fleet may take to come back. */
const WAIT_ONLINE_MS = 60_000;
const PATIENCE_MS = 60_000;

/** Makes presets that together reach every display, each with a command line of its own with `mark` in it. */
export async function makeShow(api: Api, mark: string): Promise<readonly number[]> {
  const presets: number[] = [];
  let cursor: string | null = "";
  let commands: { readonly displayId: number; readonly command: string }[] = [];
  while (cursor !== null) {
    const after = cursor === "" ? "" : `&cursor=${cursor}`;
    const page: DisplayPage = await api.call(`/api/v1/displays?limit=500${after}`);
    for (const { id } of page.items) {
      commands.push({ displayId: id, command: `D:\\show\\Stage.exe -${mark} -node=${id}` });
    }
    cursor = page.nextCursor;
    if (commands.length < MAX_TARGETS && cursor !== null) continue;
    const json = { name: `${mark} ${presets.length + 1}`, commands };
    const { id } = await api.call<Preset>("/api/v1/presets", { method: "POST", json });
    presets.push(id);
    commands = [];
  }
  return presets;
}

/** Begins them all, for displays that may be away. Answers with the ids of the runs. */
export async function beginShow(api: Api, presets: readonly number[]): Promise<readonly string[]> {
  const json = { waitOnlineMs: WAIT_ONLINE_MS, deadlineMs: WAIT_ONLINE_MS };
  const runs = await Promise.all(
    presets.map((id) =>
      api.call<Execution>(`/api/v1/presets/${id}/execute`, { method: "POST", json })
    ),
  );
  return runs.map(({ id }) => id);
}

/** Waits until nothing of the runs is open, and answers with how many commands ended in which state. */
export async function endsOf(
  api: Api,
  runs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const open = "&state=queued&state=sent&state=acknowledged&state=running&limit=1";
  for (const id of runs) {
    await eventually(
      () => api.call<CommandPage>(`/api/v1/commands?executionId=${id}${open}`),
      ({ items }) => items.length === 0,
      PATIENCE_MS,
    );
  }
  const ends = new Map<string, number>();
  for (const id of runs) {
    const { commands } = await api.call<ExecutionDetail>(`/api/v1/executions/${id}`);
    for (const { state } of commands) ends.set(state, (ends.get(state) ?? 0) + 1);
  }
  return ends;
}
