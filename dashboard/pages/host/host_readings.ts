import type { Health, Readiness } from "../../../protocols/api/health.ts";
import { type Answer, garbled } from "../../wire/problem.ts";
import { rootUrl } from "../../wire/root.ts";
import { type Figures, readFigures } from "./metrics_text.ts";

/** How a control host is, from what it tells everybody who looks after it. */
export interface HostReading {
  readonly health: (typeof Health)["_output"];
  readonly readiness: Readiness;
  readonly figures: Figures;
}

/** Asks for all three. That a port is down is an answer as well. */
export async function readHost(signal: AbortSignal): Promise<Answer<HostReading>> {
  try {
    const [health, readiness, metrics] = await Promise.all(
      ["healthz", "readyz", "metrics"].map((path) => fetch(rootUrl(path), { signal })),
    );
    const refused = [health, metrics].find((answer) => answer?.ok !== true);
    if (!health || !readiness || !metrics || refused) {
      return { ok: false, problem: garbled(refused?.status ?? 0) };
    }
    const value = {
      health: await health.json(),
      readiness: await readiness.json(),
      figures: readFigures(await metrics.text()),
    };
    return { ok: true, value, etag: null };
  } catch {
    return { ok: false, problem: { code: "unreachable", status: 0, detail: "" } };
  }
}
