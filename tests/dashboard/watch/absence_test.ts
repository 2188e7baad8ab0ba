import assert from "node:assert/strict";
import { type AbsenceFacts, absenceOf } from "../../../dashboard/watch/absence.ts";
import { clockTime, textsOf } from "../../../dashboard/watch/texts.ts";
import { AT } from "../../support/stores/store_samples.ts";

const TEXTS = textsOf("en");
const STATUS = {
  type: "status",
  id: 1,
  name: "Entrance",
  stream: "streaming",
  since: AT,
  reason: "",
  droppedFrames: 0,
} as const;

function absence(facts: Partial<AbsenceFacts>) {
  const nothing = { status: undefined, lost: undefined, refused: undefined, failure: undefined };
  return absenceOf({ ...nothing, lastPictureAt: null, clockOffsetMs: 0, ...facts }, TEXTS);
}

Deno.test("absenceOf() says what is nearest to the browser first", () => {
  const lost = { since: AT, reason: "The control host stops." };
  assert.equal(absence({ refused: 404, lost, status: STATUS }).headline, TEXTS.noSuchCamera);
  assert.equal(absence({ refused: 401, lost }).headline, TEXTS.signInFirst);
  assert.deepEqual(absence({ lost, status: STATUS }), {
    headline: TEXTS.connectionLost(clockTime(AT)),
    detail: "The control host stops.",
  });
  assert.equal(absence({}).headline, TEXTS.connecting);
  assert.equal(absence({ status: STATUS, failure: "H.264" }).headline, TEXTS.cannotPlay("H.264"));
});

Deno.test("absenceOf() tells since when the camera is away by the clock of the browser, and why", () => {
  const status = { ...STATUS, stream: "connecting", reason: "10.0.1.1:8000 refused." } as const;
  assert.deepEqual(absence({ status, clockOffsetMs: 3_600_000 }), {
    headline: TEXTS.stream.connecting,
    detail: `since ${clockTime(AT - 3_600_000)}: 10.0.1.1:8000 refused.`,
  });
});

Deno.test("absenceOf() tells a camera that has sent nothing yet from one that has stopped", () => {
  assert.equal(absence({ status: STATUS }).headline, TEXTS.stream.waiting);
  const stopped = absence({ status: STATUS, lastPictureAt: AT });
  assert.equal(stopped.headline, TEXTS.noPicture(clockTime(AT)));
});
