import { setTimeout as pause } from "node:timers/promises";
import { Api, poll } from "./api.ts";
import { type Figure, latencyFigure, milliseconds } from "./figure.ts";
import { startLoad } from "./loads.ts";
import { startServer } from "./servers.ts";
import { summarise } from "./statistics.ts";

const DISPLAYS = 1_000;
const ROUNDS = 5;
/** Runs and stops while the API is asked: enough that a hundredth of the answers is more than one or two. */
const BUSY_ROUNDS = 30;
const TARGET_MS = 2_000;
const API_REQUESTS_PER_SECOND = 50;
const PAGE = 500;
const LOOK_MS = 20;
const GIVE_UP_MS = 20_000;
const OPEN = ["queued", "sent", "acknowledged", "running"].map((state) => `&state=${state}`).join(
  "",
);

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

interface Execution {
  readonly id: string;
  readonly state: string;
  readonly createdAt: string;
  readonly commands: readonly { readonly state: string; readonly updatedAt: string }[];
}

/** A preset on a thousand displays, until the last result is recorded; and how the API does meanwhile. */
export async function preset(): Promise<Figure[]> {
  const server = await startServer("host");
  const load = startLoad();
  await load.call("storm", { url: server.url, count: DISPLAYS, prefix: "Wall" });
  const api = new Api(server);
  const id = await createPreset(api);
  await runBoth(api, id);
  const quiet: number[] = [];
  for (let round = 0; round < ROUNDS; round++) quiet.push(await runBoth(api, id));
  const paths = ["/displays?limit=100", "/commands", `/presets/${id}/status`];
  await server.child.call("longestStallMs", null);
  const stop = poll(api, paths, API_REQUESTS_PER_SECOND);
  // Touches no actor and no database: what any answer costs on this machine beside that load.
  const stopFloor = poll(new Api(server, ""), ["/healthz"], API_REQUESTS_PER_SECOND / 2);
  const busy: number[] = [];
  for (let round = 0; round < BUSY_ROUNDS; round++) busy.push(await runBoth(api, id));
  const latency = latencyFigure("presets", await stop());
  const floor = latencyFigure("presets, /healthz alone", await stopFloor());
  const stallMs = await server.child.call("longestStallMs", null);
  await load.stop();
  await server.child.stop();
  return [
    runFigure("alone", quiet),
    runFigure(`with ${API_REQUESTS_PER_SECOND} requests/s`, busy),
    {
      ...latency,
      remark: `${latency.remark}; longest stall of the loop ${milliseconds(stallMs)}`,
    },
    { arm: floor.arm, figure: floor.figure, ...(floor.remark ? { remark: floor.remark } : {}) },
  ];
}

function runFigure(how: string, samples: readonly number[]): Figure {
  const { median, most } = summarise(samples);
  return {
    arm: `preset on ${DISPLAYS} displays, ${how}`,
    figure: milliseconds(median),
    target: `<= ${TARGET_MS} ms`,
    met: most <= TARGET_MS,
    remark: `request sent to last result on the disk; slowest of ${samples.length}: ${
      milliseconds(most)
    }`,
  };
}

async function createPreset(api: Api): Promise<number> {
  const displays: { readonly id: number }[] = [];
  let cursor = "";
  do {
    const page = await api.get<Page<{ readonly id: number }>>(`/displays?limit=${PAGE}${cursor}`);
    displays.push(...page.items);
    cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
  } while (cursor !== "");
  const commands = displays.map(({ id }) => ({
    displayId: id,
    command: `D:\\show\\Stage.exe -dc_node=Node_${id} -fullscreen`,
  }));
  const { id } = await api.post<{ readonly id: number }>("/presets", { name: "All", commands });
  return id;
}

/** Executes and stops; answers with the ms that the execution took. */
async function runBoth(api: Api, id: number): Promise<number> {
  const tookMs = await run(api, `/presets/${id}/execute`);
  await run(api, `/presets/${id}/stop`);
  return tookMs;
}

async function run(api: Api, path: string): Promise<number> {
  const sentAt = Date.now();
  const { id } = await api.post<Execution>(path, {});
  // A look at one row is cheap; the whole execution is asked for once, at the end.
  const look = `/commands?executionId=${id}&limit=1${OPEN}`;
  while ((await api.get<Page<unknown>>(look)).items.length > 0) {
    if (Date.now() - sentAt > GIVE_UP_MS) throw new Error(`${path} did not end`);
    await pause(LOOK_MS);
  }
  const { state, commands } = await api.get<Execution>(`/executions/${id}`);
  if (state !== "completed" || commands.length !== DISPLAYS) {
    throw new Error(`${path}: ${state}, ${commands.length} results`);
  }
  // Both clocks are this machine's.
  return Math.max(...commands.map(({ updatedAt }) => Date.parse(updatedAt))) - sentAt;
}
