import assert from "node:assert/strict";
import "../browser_globals.ts";
import type { Command } from "../../../protocols/api/command.ts";

const KEPT_AS = "signalbox.jobs";
const [RUNNING, DONE, PRUNED] = ["cmd_running", "cmd_done", "cmd_pruned"];
const EARLY = "2026-03-01T10:00:00.000Z";

const storage = new Map([[
  KEPT_AS,
  JSON.stringify([
    { id: "1", title: "Run Lobby loop", startedAt: 1, commandIds: [RUNNING, DONE] },
    { id: "2", title: "An old one", startedAt: 1, commandIds: [PRUNED] },
  ]),
]]);

Object.defineProperty(globalThis, "localStorage", {
  value: {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
  },
  configurable: true,
});

/** As far as they are tested; their own types stand in a browser's. */
interface Jobs {
  readonly jobs: Signal<readonly Job[]>;
  readonly jobRows: Signal<ReadonlyMap<string, object>>;
  isJobOver(job: Job): boolean;
}
interface Job {
  readonly title: string;
}
interface Signal<T> {
  value: T;
  peek(): T;
  subscribe(look: (value: T) => void): void;
}

const from = (path: string) => import(new URL(`../../../dashboard/${path}`, import.meta.url).href);
const { connection }: { readonly connection: Signal<object> } = await from("wire/connection.ts");
const { isJobOver, jobRows, jobs }: Jobs = await from("jobs/jobs.ts");

/** What the control host says of each command; a command it does not keep is not there. */
const LEDGER: Readonly<Record<string, Command["state"]>> = {
  [RUNNING]: "running",
  [DONE]: "completed",
};

function answerTo(url: string): Response {
  const id = url.slice(url.lastIndexOf("/") + 1);
  const state = LEDGER[id];
  if (state === undefined) {
    return Response.json({ code: "notFound", detail: "gone" }, { status: 404 });
  }
  return Response.json({ id, state, updatedAt: EARLY });
}

Deno.test("isJobOver() calls nothing over that has not been read since a reload, and what is not kept is let go", async () => {
  const [job] = jobs.peek();
  assert.ok(job);
  assert.equal(isJobOver(job), false, "no row is known yet");
  const fetchBefore = globalThis.fetch;
  globalThis.fetch = (input) => Promise.resolve(answerTo(String(input)));
  try {
    const forgotten = new Promise<void>((resolve) => {
      jobs.subscribe((left) => void (left.length === 1 && resolve()));
    });
    connection.value = { state: "live" };
    await forgotten;
  } finally {
    globalThis.fetch = fetchBefore;
  }
  assert.deepEqual(jobs.peek().map(({ title }) => title), ["Run Lobby loop"]);
  assert.equal(JSON.parse(storage.get(KEPT_AS) ?? "[]").length, 1);
  assert.equal(isJobOver(job), false, "one of its commands still runs");
  const ended = jobRows.peek().get(DONE);
  assert.ok(ended);
  jobRows.value = new Map(jobRows.peek()).set(RUNNING, { ...ended, id: RUNNING });
  assert.equal(isJobOver(job), true);
});
