import assert from "node:assert/strict";
import fc from "fast-check";
import { check, SEED } from "./checking.ts";

Deno.test("check() names the seed and the smallest input when a property fails", async () => {
  const tooLarge = (n: number) => assert.ok(n < 100, `${n} is too large`);
  const failure = await check(200, fc.nat(), tooLarge).then(() => undefined, (error) => error);
  assert.match(failure.message, new RegExp(`replay with SIGNALBOX_TEST_SEED=${SEED}\\b`));
  assert.match(failure.message, /100 is too large/);
  assert.match(failure.message, /smallest input of \d+ runs: 100$/);
});

Deno.test("check() gives the same inputs when the seed is the same", async () => {
  const collect = async (): Promise<number[]> => {
    const inputs: number[] = [];
    await check(20, fc.nat(), (n) => void inputs.push(n));
    return inputs;
  };
  assert.deepEqual(await collect(), await collect());
});

Deno.test("SIGNALBOX_TEST_SEED chooses the inputs, and is refused when it is no integer", async () => {
  const seedUnder = async (given: string) => {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", `console.log((await import("${import.meta.resolve("./checking.ts")}")).SEED)`],
      env: { SIGNALBOX_TEST_SEED: given, NO_COLOR: "1" },
      cwd: new URL("../../../../", import.meta.url).pathname,
    }).output();
    return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  };
  assert.equal(await seedUnder("4711"), "4711\n");
  assert.match(await seedUnder("soon"), /SIGNALBOX_TEST_SEED must be an integer, got soon/);
});
