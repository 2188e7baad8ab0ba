import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { readOldKeys } from "../../../adapters/moving_in/key_files.ts";
import { MovingInProblem } from "../../../adapters/moving_in/moving_in_problem.ts";
import { momentIn } from "../../../command_line/terminal/moments.ts";
import { SessionKeyDraft } from "../../../protocols/api/session_key.ts";
import { distinctKeys } from "../../../protocols/moving_in/key_folder.ts";
import { noise, utf8, wounded } from "../attack.ts";
import { inFolder } from "../../support/machine/in_folder.ts";
import { spoilt } from "../odd_json.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

const KEY_FILE = {
  client_id: "HOST-1",
  container: "3node0",
  session_key: `0x${"ab".repeat(160)}`,
  timestamp: "20250704_093005",
  created_at: "2025-07-04T09:30:05.123456",
};
/** In a file beside the folder: nobody has named that. */
const OUTSIDE = `0x${"ee".repeat(160)}`;

const content = fc.oneof(
  { weight: 4, arbitrary: spoilt(KEY_FILE).map((value) => utf8(JSON.stringify(value))) },
  { weight: 2, arbitrary: wounded(fc.constant(utf8(JSON.stringify(KEY_FILE)))) },
  { weight: 1, arbitrary: noise },
  { weight: 1, arbitrary: fc.constantFrom(utf8("[".repeat(60_000)), utf8("\ufeff{}"), utf8("0")) },
);
/** What a name may be on every system, and what old servers and people make of it. */
const name = fc.oneof(
  fc.constantFrom(
    "HOST-1_3node0_20250704_093005.json",
    "a.json",
    "-rf.json",
    ".json",
    "a.JSON",
    "b",
  ),
  fc.stringMatching(/^[\w가-힣 .'"$-]{1,40}\.json$/),
  fc.integer({ min: 1, max: 240 }).map((length) => `${"x".repeat(length)}.json`),
);
const entry = fc.record({
  name,
  kind: fc.constantFrom(
    "file",
    "file",
    "file",
    "file",
    "folder",
    "out",
    "inside",
    "broken",
    "loop",
  ),
  content,
});
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

async function put(folder: string, { name, kind, content }: Entry): Promise<void> {
  const path = join(folder, name);
  switch (kind) {
    case "file":
      return await Deno.writeFile(path, content);
    case "folder":
      return await Deno.mkdir(path);
    case "out":
      return await Deno.symlink(join("..", "outside.json"), path);
    case "inside":
      return await Deno.symlink("HOST-1_3node0_20250704_093005.json", path);
    case "broken":
      return await Deno.symlink("nowhere.json", path);
    case "loop":
      return await Deno.symlink(name, path);
  }
}

async function fill(folder: string, entries: readonly Entry[]): Promise<void> {
  await Deno.mkdir(folder);
  const outside = JSON.stringify({ ...KEY_FILE, session_key: OUTSIDE });
  await Deno.writeTextFile(join(folder, "..", "outside.json"), outside);
  for (const each of entries) await put(folder, each);
}

/** A folder of old key files with all that a folder may hold: keys that can be sent, or a reason for each file. */
export const IMPORT_KEYS: DecoderFuzzer = {
  name: "import-keys",
  property: fc.asyncProperty(
    fc.uniqueArray(entry, { maxLength: 12, selector: ({ name }) => name.toLowerCase() }),
    fc.constantFrom("Asia/Seoul", "America/New_York", "UTC"),
    async (entries, timeZone) =>
      await inFolder(async (around) => {
        const folder = join(around, "session_keys");
        await fill(folder, entries);
        const outcome = await readOldKeys(folder).catch((error: unknown) => error);
        if (outcome instanceof Error) return assert.ok(outcome instanceof MovingInProblem);
        const { keys, leftOut, others } = outcome as Awaited<ReturnType<typeof readOldKeys>>;
        assert.ok(keys.length + leftOut.length + others <= entries.length);
        assert.ok(!JSON.stringify(leftOut).includes(KEY_FILE.session_key.slice(0, 20)));
        for (const { key: { time, ...key } } of distinctKeys(keys)) {
          assert.notEqual(key.sessionKey, OUTSIDE, "a link that leads out is not followed");
          const at = new Date(momentIn(time, timeZone)).toISOString();
          assert.ok(SessionKeyDraft.safeParse({ ...key, at }).success, at);
        }
      }),
  ),
};
