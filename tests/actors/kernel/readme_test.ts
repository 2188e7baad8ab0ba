import assert from "node:assert/strict";

const ROOT = new URL("../../../", import.meta.url);
const KERNEL = new URL("actors/kernel/", ROOT);

/** The examples of the runtime's README: what each is, and what it says it prints. */
async function examples(): Promise<{ readonly source: string; readonly prints: string[] }[]> {
  const page = await Deno.readTextFile(new URL("README.md", KERNEL));
  return [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = ""]) => ({
    source: block.replaceAll(/"\.\/(\w+\.ts)"/g, (_, file) => `"${new URL(file, KERNEL).href}"`),
    prints: [...block.matchAll(/\/\/ → (.*)/g)].map(([, line = ""]) => line),
  }));
}

async function deno(command: string, ...files: readonly string[]): Promise<string> {
  const config = new URL("deno.json", ROOT).pathname;
  const flags = command === "run" ? ["--no-check", "--no-prompt"] : [];
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [command, "--frozen", "--config", config, ...flags, ...files],
    env: { NO_COLOR: "1" },
    signal: AbortSignal.timeout(60_000),
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

Deno.test("the examples of the runtime's README type-check, run without permissions, and print what they say", async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "kernel_readme_" });
  try {
    const all = await examples();
    assert.ok(all.length >= 6, `${all.length} examples`);
    const files = all.map((_, n) => `${folder}/example_${n + 1}.ts`);
    await Promise.all(all.map(({ source }, n) => Deno.writeTextFile(files[n] ?? "", source)));
    await t.step("they type-check", async () => void await deno("check", ...files));
    for (const [n, { prints }] of all.entries()) {
      await t.step(`example ${n + 1} prints what it says`, async () => {
        assert.ok(prints.length > 0, "it says nothing");
        const printed = (await deno("run", files[n] ?? "")).trimEnd().split("\n");
        assert.deepEqual(printed, prints);
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
