import assert from "node:assert/strict";
import type { PortFuzzer } from "./attack.ts";
import { runPorts } from "./port_run.ts";
import { PORTS } from "./ports/all.ts";
import { NODES } from "./ports/device.ts";
import { ENGINE_IO_POLLS } from "./ports/engine_io.ts";

/** Some hundred attacks in every run; `deno task fuzz` takes two minutes. */
const FOR_MS = 1_000;
/** As many of each, and as long, that one connection gets what another one has left behind. */
const TOGETHER = [
  ...Array<PortFuzzer>(6).fill(ENGINE_IO_POLLS),
  ...Array<PortFuzzer>(4).fill(NODES),
];
const TOGETHER_MS = 8_000;

Deno.test("a control host withstands bad peers on every port and behind every address that it dials", async () => {
  const seed = Date.now() | 0;
  const { cases, neighbours, failures } = await runPorts({
    fuzzers: PORTS,
    dialled: true,
    seed,
    forMs: FOR_MS,
  });
  assert.deepEqual(failures, [], `seed ${seed}`);
  for (const { name } of PORTS) assert.ok((cases.get(name) ?? 0) > 0, name);
  for (const { name, asked } of neighbours) assert.ok(asked > 0, `${name} was never answered`);
});

Deno.test("every poll of a display is answered beside node hosts that break off in the middle of a frame", async () => {
  const seed = Date.now() | 0;
  const { cases, failures } = await runPorts({
    fuzzers: TOGETHER,
    dialled: false,
    seed,
    forMs: TOGETHER_MS,
  });
  assert.deepEqual(failures, [], `seed ${seed}`);
  for (const { name } of TOGETHER) assert.ok((cases.get(name) ?? 0) > 0, name);
});
