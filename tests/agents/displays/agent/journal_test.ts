import assert from "node:assert/strict";
import { type AgentNotes, Journal } from "../../../../agents/displays/agent/journal.ts";
import { withDataDir } from "../../../adapters/sqlite/with_data_dir.ts";

const NOTHING: AgentNotes = { runs: [], reports: [], executions: [] };
const quiet = () => {};

function notes(...executions: string[]): AgentNotes {
  return { ...NOTHING, executions };
}

Deno.test("Journal.read() brings back what was written last, in another life", () =>
  withDataDir(async (folder) => {
    const journal = new Journal(folder, quiet);
    assert.deepEqual(await journal.read(), NOTHING);
    for (const id of ["a", "b", "c"]) await journal.write(notes(id));
    const again = new Journal(folder, quiet);
    assert.deepEqual(await again.read(), notes("c"));
    await again.write(notes("d"));
    assert.deepEqual(await new Journal(folder, quiet).read(), notes("d"));
  }));

Deno.test("Journal.read() takes the page before when the last one was cut short", () =>
  withDataDir(async (folder) => {
    const journal = new Journal(folder, quiet);
    await journal.write(notes("first"));
    await journal.write(notes("second"));
    const bytes = await Deno.readFile(`${folder}/notes.0.json`);
    for (const damaged of [bytes.slice(0, 40), bytes.map((byte, at) => at > 40 ? 0 : byte)]) {
      await Deno.writeFile(`${folder}/notes.0.json`, damaged);
      assert.deepEqual(await new Journal(folder, quiet).read(), notes("first"));
    }
    await Deno.writeTextFile(`${folder}/notes.1.json`, "no JSON");
    assert.deepEqual(await new Journal(folder, quiet).read(), NOTHING);
  }));

Deno.test("Journal.write() joins writes of one moment, and keeps the last of them", () =>
  withDataDir(async (folder) => {
    const journal = new Journal(folder, quiet);
    await Promise.all(Array.from({ length: 100 }, (_, n) => journal.write(notes(String(n)))));
    assert.deepEqual(await new Journal(folder, quiet).read(), notes("99"));
  }));

Deno.test("Journal.write() says once that it cannot write, and once that it can again", () =>
  withDataDir(async (folder) => {
    const log: string[] = [];
    const journal = new Journal(`${folder}/later`, (level) => void log.push(level));
    await journal.write(notes("a"));
    await journal.write(notes("b"));
    await Deno.mkdir(`${folder}/later`);
    await journal.retry();
    assert.deepEqual(log, ["error", "info"]);
    assert.deepEqual(await new Journal(`${folder}/later`, quiet).read(), notes("b"));
  }));
