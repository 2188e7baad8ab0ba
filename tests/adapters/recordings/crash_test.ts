import assert from "node:assert/strict";
import { join } from "node:path";
import { openRecordingStore } from "../../../adapters/recordings/recording_store.ts";
import { decode, missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { namesIn } from "../../support/cameras/recordings.ts";
import { needing } from "../../support/machine/system_needs.ts";

const ENTRY = new URL("../../support/processes/recording_entry.ts", import.meta.url).pathname;
const PICTURES = 105; // Three and a half seconds.
const TWO_SECONDS = 60;

/** Records in another process, which is killed after so many pictures; answers how many it had been shown. */
async function recordAndKill(folder: string): Promise<number> {
  const args = ["run", "--frozen", "-A", ENTRY, folder];
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
  let shown = 0;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    shown = Math.max(shown, ...text.split("\n").map(Number));
    if (shown >= PICTURES) child.kill("SIGKILL");
  }
  assert.equal((await child.status).success, false);
  return shown;
}

Deno.test({
  ...needing(
    "a recording that is killed plays in ffmpeg up to the last two seconds",
    missingFfmpeg,
  ),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const shown = await recordAndKill(folder);
      const [name = ""] = namesIn(join(folder, "7"));
      const path = join(folder, "7", name);
      const killed = await decode(path);
      assert.equal(killed.complaints, "");
      assert.ok(killed.frames >= shown - TWO_SECONDS, `${killed.frames} of ${shown}`);
      const [segment] = await (await openRecordingStore({ folder })).list("7");
      assert.equal(segment?.finished, true);
      const playsMs = (segment?.endedAt ?? 0) - (segment?.startedAt ?? 0);
      assert.ok(Math.abs(playsMs - killed.frames * 1_000 / 30) < 100, `${playsMs} ms`);
      assert.deepEqual(
        await decode(path),
        killed,
        "finished after the restart, it plays as before",
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
