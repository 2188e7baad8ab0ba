import assert from "node:assert/strict";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { faultsOf } from "./examined.ts";
import { withDataDir } from "./with_data_dir.ts";

const CHILD = new URL("./durable_child.ts", import.meta.url).href;
const ROUNDS = 3;

Deno.test("commit() that has settled survives kill -9, and the folder is free at once", () =>
  withDataDir(async (dataDir) => {
    for (let round = 0; round < ROUNDS; round++) {
      // The moment differs by round: after 20, 60 and 100 settled commits.
      const printed = await killAfter(dataDir, `r${round}`, 20 + 40 * round);
      const database = await openDatabase({ dataDir });
      try {
        const missing = printed.filter((id) => database.ledger.command(id) === undefined);
        assert.deepEqual(missing, []);
        const halves = database.ledger.unfinished()
          .filter(({ id }) => database.ledger.commandEvents(id).length !== 1);
        assert.deepEqual(halves, [], "a row without its event");
        assert.deepEqual(faultsOf(dataDir), [null, null]);
        const { items } = database.audit.lines({ limit: 500, who: `r${round}` });
        assert.ok(items.length >= printed.length, "a line of the trail is missing");
      } finally {
        await database.close();
      }
    }
  }));

async function killAfter(dataDir: string, prefix: string, lines: number): Promise<string[]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--frozen", "-A", CHILD, dataDir, prefix],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let text = "";
  const decoder = new TextDecoder();
  let killed = false;
  for await (const chunk of child.stdout) {
    text += decoder.decode(chunk, { stream: true });
    if (!killed && text.split("\n").length > lines) {
      killed = true;
      child.kill("SIGKILL");
    }
  }
  const { signal } = await child.status;
  assert.equal(signal, "SIGKILL");
  // What follows the last line break may be half a line.
  return text.split("\n").slice(0, -1);
}
