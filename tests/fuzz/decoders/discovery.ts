import assert from "node:assert/strict";
import fc from "fast-check";
import { decode } from "../../../protocols/discovery/decoder.ts";
import { DEFAULT_TOPICS } from "../../../protocols/discovery/topics.ts";
import { utf8, wounded } from "../attack.ts";
import { odd, spoilt } from "../odd_json.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

const REPLY = "camera/response/viewer-1";
const WIRES = { topics: DEFAULT_TOPICS, replyTopic: REPLY };
const READING = { id: "n1", mp905: 12.1, mp901: 3, mp801: 1, sgp30: 401, fermion: 2, ens160: 3 };

const topic = fc.oneof(
  fc.constantFrom(REPLY, "commend", "commend/rec", "command/rec", "sensor/a", "sensor/", "$SYS/a"),
  fc.string({ maxLength: 150 }),
);
const payload = fc.oneof(
  wounded(fc.constantFrom("192.0.2.77", "2001:db8::1", "camera-7.example", "start").map(utf8)),
  wounded(spoilt(READING).map((each) => utf8(JSON.stringify(each)))),
  odd.map((each) => utf8(JSON.stringify(each) ?? "")),
);

/** A topic and what is said on it, as cameras, viewers and sensors do. */
export const discoveryMessages: fc.Arbitrary<readonly [string, Uint8Array]> = fc.tuple(
  topic,
  payload,
);

/** Messages of discovery: one fact for each, of what may stand in it alone. */
export const DISCOVERY: DecoderFuzzer = {
  name: "discovery",
  property: fc.property(discoveryMessages, ([where, bytes]) => {
    const event = decode(where, bytes, WIRES);
    switch (event.type) {
      case "cameraAnswered":
        return assert.match(event.address, /^[0-9a-z.:-]{1,253}$/);
      case "sensorReported":
        assert.ok(event.sensor.length <= 100);
        return assert.deepEqual(
          Object.keys(event.reading).sort(),
          ["ens160", "fermion", "mp801", "mp901", "mp905", "sgp30"],
        );
      case "violation":
        return assert.equal(event.bytes, bytes.length);
    }
  }),
};
