import { setTimeout as pause } from "node:timers/promises";
import type { ContainerHistory } from "../../protocols/api/container.ts";
import { quantile } from "../displays/statistics.ts";
import { SEEDED_CONTAINERS, SEEDED_HOST } from "./seed_history.ts";
import type { ApiAccess } from "./servers.ts";

/** How long charts took over HTTP, whole answer included, and what they had. */
export interface ChartReport {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly points: number;
  readonly bytes: number;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;
/** Somebody who leafs through the containers quickly. */
const EVERY_MS = 100;

/** Asks for the week of each container, one after the other; `wishes` goes to the end of the query. */
export async function readCharts(api: ApiAccess, wishes = ""): Promise<ChartReport> {
  const tookMs: number[] = [];
  let last = new Uint8Array();
  const start = performance.now();
  for (let n = 0; n < SEEDED_CONTAINERS; n++) {
    const waitMs = start + n * EVERY_MS - performance.now();
    if (waitMs > 0) await pause(waitMs);
    const began = performance.now();
    last = await chart(api, `3node${n}`, wishes);
    tookMs.push(performance.now() - began);
  }
  tookMs.sort((a, b) => a - b);
  const { at } = JSON.parse(new TextDecoder().decode(last)) as ContainerHistory;
  return {
    p50Ms: quantile(tookMs, 0.5),
    p99Ms: quantile(tookMs, 0.99),
    points: at.length,
    bytes: last.length,
  };
}

async function chart({ url, token }: ApiAccess, name: string, wishes: string) {
  const from = new Date(Date.now() - WEEK_MS).toISOString();
  const path = `/api/v1/nodes/${SEEDED_HOST}/containers/${name}/history`;
  const answer = await fetch(`${url}${path}?resolution=minute&from=${from}${wishes}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return await answer.bytes();
}
