import assert from "node:assert/strict";
import fc from "fast-check";
import type { FakeViewer } from "../../support/cameras/camera_doubles.ts";
import { type CameraFleet, withCameras } from "../../support/cameras/camera_fleet.ts";
import { QUEUE_CAP_BYTES } from "../../../actors/cameras/watcher.ts";

/** What happens to a stream and to one of those who watch it. */
type Step =
  | "keyframe"
  | "picture"
  | "begin"
  | "end"
  | "lose"
  | "clog"
  | "drain"
  | "join"
  | "leave"
  | "crash";

const STEPS: readonly fc.WeightedArbitrary<Step>[] = [
  { arbitrary: fc.constant("keyframe"), weight: 4 },
  { arbitrary: fc.constant("picture"), weight: 10 },
  { arbitrary: fc.constant("begin"), weight: 4 },
  { arbitrary: fc.constant("end"), weight: 4 },
  { arbitrary: fc.constantFrom<Step>("lose", "crash"), weight: 1 },
  { arbitrary: fc.constantFrom<Step>("clog", "drain", "join", "leave"), weight: 5 },
];

/** A stream that numbers its pictures, so that a gap shows. */
class Script {
  readonly viewers: FakeViewer[] = [];
  #number = 0;
  /** Of the picture that is coming, if one is. */
  #open: string | undefined;

  constructor(readonly fleet: CameraFleet) {}

  async run(step: Step, chance: number): Promise<void> {
    const { fleet, viewers } = this;
    const viewer = viewers[chance % Math.max(1, viewers.length)];
    if (step === "join") return await this.#join(chance);
    if (step === "clog" && viewer) viewer.queuedBytes = 3 * QUEUE_CAP_BYTES;
    if (step === "drain") viewer?.drain();
    if (step === "leave" && viewer) {
      (await fleet.locate("1")).tell({ type: "viewerLeft", viewerId: viewer.id });
    }
    if (step === "lose" || step === "crash") return await this.#interrupt(step);
    this.#play(step);
    await fleet.settle();
  }

  async #join(chance: number): Promise<void> {
    const takes = chance % 2 === 0 ? "pieces" : "frames";
    this.viewers.push(await this.fleet.watch("1", { takes }));
  }

  async #interrupt(step: "lose" | "crash"): Promise<void> {
    const { fleet } = this;
    if (step === "lose") fleet.dialer.link.ends();
    else (await fleet.locate("1")).tell(null as never);
    this.#open = undefined;
    // A gap in the numbers: what was under way is lost.
    this.#number++;
    (await fleet.reconnected()).begins();
    await fleet.settle();
  }

  #play(step: Step): void {
    const { link } = this.fleet.dialer;
    if (step === "keyframe" || step === "picture") {
      this.#finish();
      link.picture(`${step === "keyframe" ? "K" : "P"}${this.#number++} `);
    } else if (step === "begin" && this.#open === undefined) {
      this.#open = `${this.#number % 3 === 0 ? "K" : "P"}${this.#number++} `;
      const begins = this.#open.startsWith("K") ? "keyframe" : "frame";
      link.says({ type: "bytesArrived", bytes: bytesOf(this.#open.slice(0, 1)), begins });
    } else if (step === "end") this.#finish();
  }

  #finish(): void {
    const label = this.#open;
    if (label === undefined) return;
    this.#open = undefined;
    const { link } = this.fleet.dialer;
    link.says({ type: "bytesArrived", bytes: bytesOf(label.slice(1)), begins: null });
    const keyframe = label.startsWith("K");
    const frame = { codec: "h264", bytes: bytesOf(label), keyframe, nalUnits: [] } as const;
    link.says({ type: "frameCompleted", frame });
  }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What a viewer got, picture by picture; the last one may be cut off where the stream was. */
function picturesOf(viewer: FakeViewer): { readonly label: string; readonly keyframe: boolean }[] {
  const pictures: { label: string; keyframe: boolean }[] = [];
  for (const { bytes, begins } of viewer.units) {
    const text = new TextDecoder().decode(bytes);
    if (begins !== null) pictures.push({ label: text, keyframe: begins === "keyframe" });
    else {
      const last = pictures.at(-1);
      assert.ok(last, "a viewer began in the middle of a picture");
      last.label += text;
    }
  }
  return pictures;
}

function assertContinuous(viewer: FakeViewer): void {
  let before: number | undefined;
  for (const { label, keyframe } of picturesOf(viewer)) {
    const number = /^[KP](\d+) $/.exec(label)?.[1];
    const next = before === undefined ? undefined : before + 1;
    const follows = number !== undefined && Number(number) === next;
    assert.ok(keyframe || follows || number === undefined, `${label} after ${before}`);
    before = number === undefined ? undefined : Number(number);
  }
}

Deno.test("no viewer ever begins without a keyframe, nor goes on without one after a gap, whatever happens", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.oneof(...STEPS), fc.nat(7)), { minLength: 20, maxLength: 80 }),
      // Also decides where the runtime promises no order.
      fc.nat(),
      async (steps, seed) => {
        await withCameras(async (fleet) => {
          await fleet.stream();
          const script = new Script(fleet);
          for (const [step, chance] of steps) await script.run(step, chance);
          for (const viewer of script.viewers) {
            const [first] = viewer.units;
            assert.ok(first === undefined || first.begins === "keyframe");
            assertContinuous(viewer);
          }
        }, { seed });
      },
    ),
    { numRuns: 300 },
  );
});
