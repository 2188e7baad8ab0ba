import assert from "node:assert/strict";
import { missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { decodeAll, FIXTURES_H264, only, pathOf, read } from "./streams.ts";

/** What ffprobe says of a raw stream. */
interface Probed {
  /** `K` in `flags`: decoding can begin here. */
  readonly packets: readonly { readonly size: string; readonly flags: string }[];
  readonly streams: readonly {
    readonly width: number;
    readonly height: number;
    readonly profile: string;
    readonly level: number;
    /** A fraction. */
    readonly r_frame_rate: string;
  }[];
}

async function probe(path: string): Promise<Probed> {
  const args = ["-v", "error", "-f", "h264", "-show_packets", "-show_streams", "-of", "json", path];
  const { stdout } = await new Deno.Command("ffprobe", { args, stdin: "null" }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

for (const { name } of FIXTURES_H264) {
  Deno.test({
    ...needing(`VideoDecoder sees what ffprobe sees: ${name}`, missingFfmpeg),
    fn: async () => {
      const { packets, streams: [stream] } = await probe(pathOf(`${name}.h264`));
      const events = decodeAll([read(`${name}.h264`)]);
      const frames = only(events, "frameCompleted").map(({ frame }) => frame);
      assert.deepEqual(frames.map(({ bytes }) => bytes.length), packets.map(({ size }) => +size));
      const idr = frames.map(({ nalUnits }) => nalUnits.some(([head = 0]) => (head & 31) === 5));
      const flagged = packets.map(({ flags }) => flags.startsWith("K"));
      assert.ok(idr.every((each, at) => !each || flagged[at]), "ffprobe flags more than IDR");
      const picture = only(events, "pictureDescribed")[0]?.picture;
      const [over = 0, under = 1] = stream?.r_frame_rate.split("/").map(Number) ?? [];
      assert.equal(picture?.width, stream?.width);
      assert.equal(picture?.height, stream?.height);
      assert.equal(picture?.framesPerSecond, over / under);
      assert.ok(picture?.profile?.startsWith(`${stream?.profile} `));
      assert.equal(parseInt(picture?.codecString?.slice(-2) ?? "", 16), stream?.level);
    },
  });
}
