/**
 * Fuzzes every decoder, and then every port of a control host: two minutes each, the ports all at once.
 *
 * `deno task fuzz [--minutes 2] [--seed n] [--only name]…`; exit code 1 when something was found.
 */
import { parseArgs } from "node:util";
import { runDecoder } from "./decoder_run.ts";
import { DECODERS } from "./decoders/all.ts";
import { type Memory, type PortFigures, runPorts } from "./port_run.ts";
import { PORTS } from "./ports/all.ts";
import { residentBytes } from "./resident.ts";

const MINUTE_MS = 60_000;
const MEGABYTE = 1_024 * 1_024;
/** Names the cameras and sync hosts that the host dials. */
const DIALLED = "dialled";

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "2" },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const wanted = (name: string) => values.only.length === 0 || values.only.includes(name);
  const [seed, forMs] = [Number(values.seed), Number(values.minutes) * MINUTE_MS];
  say(`seed ${seed}`);
  const order = { seed, forMs };
  const decoders = await fuzzDecoders(wanted, order);
  const ports = await fuzzPorts(wanted, order);
  Deno.exit(decoders && ports ? 0 : 1);
}

interface Order {
  readonly seed: number;
  readonly forMs: number;
}

async function fuzzDecoders(wanted: (name: string) => boolean, order: Order): Promise<boolean> {
  let good = true;
  for (const decoder of DECODERS.filter(({ name }) => wanted(name))) {
    const { name, cases, failure } = await runDecoder(decoder, order);
    const resident = Math.round(await residentBytes(Deno.pid) / MEGABYTE);
    say(`${name}: ${cases} cases, ${resident} MB resident, ${failure ?? "nothing found"}`);
    good &&= failure === undefined;
  }
  return good;
}

async function fuzzPorts(wanted: (name: string) => boolean, order: Order): Promise<boolean> {
  const fuzzers = PORTS.filter(({ name }) => wanted(name));
  const dialled = wanted(DIALLED);
  if (fuzzers.length === 0 && !dialled) return true;
  const onProgress = (memory: Memory) => say(`  … ${wordMemory(memory)}`);
  const figures = await runPorts({ ...order, fuzzers, dialled, onProgress });
  tell(figures);
  return figures.failures.length === 0;
}

function tell({ cases, neighbours, before, after, failures }: PortFigures): void {
  for (const [name, count] of cases) say(`${name}: ${count} cases`);
  for (const { name, asked, p99Ms, worstMs } of neighbours) {
    say(`neighbour ${name}: ${asked} answers, p99 ${p99Ms} ms, worst ${worstMs} ms`);
  }
  say(`before: ${wordMemory(before)}; after: ${wordMemory(after)}`);
  for (const failure of failures) say(`FOUND ${failure}`);
}

function wordMemory({ resident, heap }: Memory): string {
  const [inAll, ofObjects] = [resident, heap].map((bytes) => Math.round(bytes / MEGABYTE));
  return `${inAll} MB resident, ${ofObjects} MB of heap`;
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
