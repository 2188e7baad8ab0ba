import type { Figures } from "./library.ts";
import { now, percentiles } from "./timing.ts";
import { pause } from "./workloads/crowd.ts";

/** The arm needs a moment to be saturated. */
const BEGIN_MS = 150;
const PROBE_MS = 600;
/** Between an answer and the next byte: a probe that never pauses would itself be the load. */
const GAP_MS = 2;

/** Sends single bytes to an arm's echo port, and times their way there and back; nothing when it has no port. */
export async function probeEcho({ port }: Figures): Promise<Figures> {
  if (port === undefined) return {};
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay(true);
  await pause(BEGIN_MS);
  const latencies: number[] = [];
  const bytes = new Uint8Array(1);
  const until = now() + PROBE_MS;
  while (now() < until) {
    const began = now();
    await connection.write(bytes);
    await connection.read(bytes);
    latencies.push(now() - began);
    await pause(GAP_MS);
  }
  connection.close();
  return percentiles(Float64Array.from(latencies));
}
