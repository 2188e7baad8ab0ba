/**
 * What a person meets while somebody floods a control host: each flood by itself, from two processes on the same
 * machine, while an operator signs in and commands a display and a node host every second, and neighbours report.
 * Fails when a promise is broken: every command completes, sign-in takes less than 2 s at p99, no neighbour goes
 * stale, the memory ceiling is kept. Linux, loopback only; some 4 minutes.
 *
 * Run: `deno run -A --frozen bench/overload/main.ts [--seconds 10] [--only "http: slow headers"]…`
 *
 * @module
 */
import { parseArgs } from "node:util";
import { cpuSeconds, residentBytes } from "../displays/process_stat.ts";
import { quantile } from "../displays/statistics.ts";
import type { ControlHostProcess } from "../../tests/support/processes/control_host_process.ts";
import { FLOODS } from "./floods.ts";
import { type Neighbours, startNeighbours } from "./neighbours.ts";
import { startOperator, type Work } from "./operator.ts";
import { startStage } from "./stage.ts";
import { startFlooder } from "./start_flooder.ts";

const MEBIBYTE = 1_048_576;
const SIGN_IN_P99_MS = 2_000;
const CEILING_MEBIBYTES = 1_536;
const FLOODERS = 2;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    only: { type: "string", multiple: true, default: [""] },
  },
});
const seconds = Number(values.seconds);
const names = Object.keys(FLOODS).filter((name) => values.only.some((part) => name.includes(part)));
const broken: string[] = [];
// deno-lint-ignore no-console
const say = (line: string) => console.log(line);

say(
  "| flood | sign-in p50 / p99 ms | display p50 / max ms | node p50 / max ms | TLS p50 / max ms | " +
    "pictures, longest gap ms | failed | stale | load | MiB | cores |",
);
say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
for (const name of ["none", ...names]) await measure(name);
for (const each of broken) say(`BROKEN ${each}`);
Deno.exit(broken.length === 0 ? 0 : 1);

async function measure(name: string): Promise<void> {
  const dataDir = await Deno.makeTempDir({ prefix: "signalbox-overload-" });
  const { host, target, leave } = await startStage(dataDir);
  const operator = await startOperator(target);
  const tellNeighbours = startNeighbours(target);
  const order = { floods: [name], target, seconds };
  const before = cpuSeconds(host.pid);
  const flooders = name === "none"
    ? []
    : Array.from({ length: FLOODERS }, () => startFlooder(order));
  const looks = watchHost(host);
  const work = await operator.work(seconds);
  await Promise.all(flooders.map(({ ended }) => ended));
  const { mebibytes, states } = looks.stop();
  const cores = (cpuSeconds(host.pid) - before) / seconds;
  tell(name, work, await tellNeighbours(), { mebibytes, states, cores });
  operator.leave();
  await leave().catch((cause) => broken.push(`${name}: ${cause}`));
  await Deno.remove(dataDir, { recursive: true });
}

interface Looked {
  readonly mebibytes: number;
  readonly states: ReadonlySet<string>;
}

/** Looks twice a second how large the host is, and what it says of itself. */
function watchHost(host: ControlHostProcess): { stop(): Looked } {
  let mebibytes = 0;
  const states = new Set<string>();
  const timer = setInterval(() => {
    mebibytes = Math.max(mebibytes, residentBytes(host.pid) / MEBIBYTE);
    fetch(`${host.url}/healthz`).then((answer) => answer.json())
      .then(({ load }) => states.add(load.state), () => {});
  }, 500);
  return {
    stop() {
      clearInterval(timer);
      return { mebibytes, states };
    },
  };
}

function tell(
  name: string,
  work: Work,
  neighbours: Neighbours,
  host: Looked & { readonly cores: number },
): void {
  const [signIn, display, node, tls] = [
    work.signInMs,
    work.displayMs,
    work.nodeMs,
    neighbours.tlsMs,
  ].map((times) => times.toSorted((one, other) => one - other));
  const failures = [...work.failures, ...neighbours.failures];
  const both = (times: readonly number[] = [], share = 1) =>
    `${quantile(times, 0.5).toFixed(0)} / ${quantile(times, share).toFixed(0)}`;
  say(
    `| ${name} | ${both(signIn, 0.99)} | ${both(display)} | ${both(node)} | ${both(tls)} | ` +
      `${neighbours.longestGapMs.toFixed(0)} | ${failures.length} | ${work.stale.length} | ` +
      `${[...host.states].join(" ")} | ${host.mebibytes.toFixed(0)} | ${host.cores.toFixed(2)} |`,
  );
  const p99 = quantile(signIn ?? [], 0.99);
  if (p99 > SIGN_IN_P99_MS) broken.push(`${name}: sign-in took ${p99.toFixed(0)} ms`);
  if (host.mebibytes > CEILING_MEBIBYTES) broken.push(`${name}: ${host.mebibytes.toFixed(0)} MiB`);
  broken.push(...failures.map((failure) => `${name}: ${failure}`));
  broken.push(...work.stale.map((neighbour) => `${name}: ${neighbour} was not online`));
}
