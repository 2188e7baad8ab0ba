import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeAnswer, readRequest } from "../../../protocols/discovery/camera_side.ts";
import { decode } from "../../../protocols/discovery/decoder.ts";
import { encodeRequests } from "../../../protocols/discovery/encoder.ts";
import {
  completeTopics,
  DEFAULT_TOPICS,
  replyTopicOf,
  viewerFilters,
} from "../../../protocols/discovery/topics.ts";

const encoder = new TextEncoder();
const REPLY = "camera/response/python-mqtt-client-1";

function ask(payload: string | Uint8Array, topic = "commend") {
  return readRequest(topic, typeof payload === "string" ? encoder.encode(payload) : payload);
}

Deno.test("encodeRequests() asks on every topic of the field, the guide's first", () => {
  const requests = encodeRequests(REPLY);
  assert.deepEqual(requests.map(({ topic }) => topic), [
    "commend",
    "commend/getIP",
    "command/getIP",
  ]);
  for (const { topic, payload } of requests) {
    assert.deepEqual(readRequest(topic, payload), { type: "addressRequested", replyTopic: REPLY });
  }
});

Deno.test("readRequest() takes a request of a viewer's own spelling with blanks around it", () => {
  assert.deepEqual(ask(` ${REPLY}\n`), { type: "addressRequested", replyTopic: REPLY });
  assert.deepEqual(ask("answers"), { type: "addressRequested", replyTopic: "answers" });
});

const REFUSED: readonly (readonly [about: string, sent: string | Uint8Array])[] = [
  ["nothing", ""],
  ["blanks", " \n"],
  ["a wildcard for many levels", "camera/response/#"],
  ["a wildcard for one level", "camera/+/x"],
  ["a topic of the broker", "$SYS/broker"],
  ["the request topic itself", "commend"],
  ["another spelling of the request topic", "command/getIP"],
  ["a record topic, to which an address would be an order", "commend/rec"],
  ["a sensor's topic", "sensor/room1"],
  ["a zero byte", "camera/\u0000"],
  ["257 bytes", "a".repeat(257)],
  ["129 letters of two bytes", "é".repeat(129)],
  ["1 MB", "a".repeat(1_000_000)],
  ["what is no UTF-8", new Uint8Array([0xc3, 0x28])],
];

for (const [about, sent] of REFUSED) {
  Deno.test(`readRequest() refuses as reply topic ${about}`, () => {
    const event = ask(sent);
    assert.equal(event.type, "violation");
  });
}

Deno.test("readRequest() refuses a message on a topic where nobody asks", () => {
  assert.equal(ask(REPLY, "command/rec").type, "violation");
});

Deno.test("encodeAnswer() is heard by whoever asked, for every reply topic that is taken", () => {
  const topic = fc.oneof(fc.string(), fc.webPath(), fc.constant(REPLY));
  fc.assert(fc.property(topic, (wanted) => {
    const asked = ask(wanted);
    if (asked.type === "violation") return;
    const { topic: replyTopic, payload } = encodeAnswer(asked.replyTopic, "192.0.2.77");
    const wires = { topics: DEFAULT_TOPICS, replyTopic };
    assert.deepEqual(decode(replyTopic, payload, wires), {
      type: "cameraAnswered",
      address: "192.0.2.77",
    });
    assert.equal(ask(payload, replyTopic).type, "violation", "no answer is a request");
  }));
});

Deno.test("viewerFilters() names all that a viewer hears", () => {
  assert.deepEqual(viewerFilters(replyTopicOf("v")), [
    "camera/response/v",
    "commend/rec",
    "command/rec",
    "sensor/#",
  ]);
});

Deno.test("completeTopics() keeps the fielded topics wherever none are given", () => {
  assert.deepEqual(completeTopics({}), DEFAULT_TOPICS);
  const topics = completeTopics({ requests: ["who"], replyPrefix: "r/", sensorPrefix: undefined });
  assert.deepEqual(topics, { ...DEFAULT_TOPICS, requests: ["who"], replyPrefix: "r/" });
});
