import assert from "node:assert/strict";
import fc from "fast-check";
import { decode, MAX_SENSOR_BYTES } from "../../../protocols/discovery/decoder.ts";
import { encodeRecordOrders } from "../../../protocols/discovery/encoder.ts";
import type { DiscoveryEvent } from "../../../protocols/discovery/events.ts";
import { completeTopics, DEFAULT_TOPICS } from "../../../protocols/discovery/topics.ts";

const encoder = new TextEncoder();
const REPLY = "camera/response/viewer-1";
const WIRES = { topics: DEFAULT_TOPICS, replyTopic: REPLY };

function hear(topic: string, payload: string | Uint8Array, wires = WIRES): DiscoveryEvent {
  const bytes = typeof payload === "string" ? encoder.encode(payload) : payload;
  return decode(topic, bytes, wires);
}

function reasonOf(event: DiscoveryEvent): string {
  return event.type === "violation" ? event.reason : assert.fail(`no violation: ${event.type}`);
}

const ANSWERS: readonly (readonly [about: string, sent: string, address: string])[] = [
  ["IPv4 text, as fielded cameras send it", "192.0.2.77", "192.0.2.77"],
  ["blanks and a line end around it", " 192.0.2.77\r\n", "192.0.2.77"],
  ["the fallback of a camera that finds no address", "127.0.0.1", "127.0.0.1"],
  ["IPv6", "2001:db8::1", "2001:db8::1"],
  ["IPv6 in its longest spelling", "2001:0DB8:0:0:0:0:0:1", "2001:db8::1"],
  ["IPv4 in IPv6 clothing", "::ffff:192.0.2.77", "192.0.2.77"],
  ["a host name", "camera-7", "camera-7"],
  ["a host name with a domain, in capitals", "Cam7.Show.Example.", "cam7.show.example"],
  ["a name that only begins like an address", "192.0.2.example", "192.0.2.example"],
  [
    "the longest name",
    `${"a234567890.".repeat(22)}example.com`,
    `${"a234567890.".repeat(22)}example.com`,
  ],
];

for (const [about, sent, address] of ANSWERS) {
  Deno.test(`decode() finds the camera when it answers ${about}`, () => {
    assert.deepEqual(hear(REPLY, sent), { type: "cameraAnswered", address });
  });
}

const NO_ANSWERS: readonly (readonly [about: string, sent: string | Uint8Array])[] = [
  ["nothing", ""],
  ["blanks", " \r\n\t"],
  ["an address with a port", "192.0.2.77:8000"],
  ["an IPv6 address in brackets", "[2001:db8::1]"],
  ["an IPv6 address with a zone of its own", "fe80::1%eth0"],
  ["JSON", '{"ip":"192.0.2.77"}'],
  ["a URL", "http://192.0.2.77/"],
  ["markup", "<script>alert(1)</script>"],
  ["a control character within", "192.0.2.\u00007"],
  ["an escape sequence", "\u001b[31m192.0.2.7"],
  ["two addresses", "192.0.2.7 192.0.2.8"],
  ["a number above 255", "192.0.2.777"],
  ["too few numbers", "192.0.2"],
  ["one number", "3221225985"],
  ["a hexadecimal number", "0xc0000201"],
  ["no machine's address", "0.0.0.0"],
  ["no machine's IPv6 address", "::"],
  ["everybody's address", "255.255.255.255"],
  ["a group's address", "239.1.2.3"],
  ["a group's IPv6 address", "ff02::1"],
  ["an underscore", "camera_7"],
  ["a label that ends in a hyphen", "camera-.example"],
  ["a label of 64 letters", "a".repeat(64)],
  ["254 letters", `${"a234567890.".repeat(22)}example.comm`],
  ["what is no UTF-8", new Uint8Array([0x31, 0xff, 0xfe])],
  ["1 MB", "1".repeat(1_000_000)],
  ["a record order, as a tool of the field does", "recording_start"],
  ["a record order that would do as a host name", "STOP"],
];

for (const [about, sent] of NO_ANSWERS) {
  Deno.test(`decode() refuses an answer of ${about}`, () => {
    const event = hear(REPLY, sent);
    const bytes = typeof sent === "string" ? encoder.encode(sent).length : sent.length;
    assert.equal(event.type === "violation" && event.bytes, bytes);
    assert.doesNotMatch(reasonOf(event), /alert|192\.0\.2/, "it quotes nothing of the peer's");
  });
}

const ORDERS = [
  ["start", ["start", "true", "recording_start", " START\n", "True", "Recording_Start"]],
  ["stop", ["stop", "false", "recording_stop", "\tStop ", "FALSE", "RECORDING_STOP"]],
] as const;

for (const [order, words] of ORDERS) {
  Deno.test(`decode() hears ${order} in every spelling, on every record topic`, () => {
    for (const topic of ["commend/rec", "command/rec"]) {
      for (const word of words) {
        assert.deepEqual(hear(topic, word), { type: "recordOrdered", order }, word);
      }
    }
  });
}

Deno.test("decode() refuses a record order that is neither start nor stop", () => {
  for (const sent of ["", "pause", '"start"', "start stop", "1", "start".padEnd(100)]) {
    assert.match(reasonOf(hear("command/rec", sent)), /neither start nor stop/);
  }
});

Deno.test("decode() reads back what encodeRecordOrders() writes, with topics of one's own too", () => {
  const topics = completeTopics({ records: ["wall/rec"] });
  assert.equal(encodeRecordOrders("stop").length, 2);
  for (const order of ["start", "stop"] as const) {
    for (const { topic, payload } of encodeRecordOrders(order, topics)) {
      assert.equal(topic, "wall/rec");
      const event = decode(topic, payload, { topics, replyTopic: REPLY });
      assert.deepEqual(event, { type: "recordOrdered", order });
    }
  }
});

const NOTHING = { mp905: null, mp901: null, mp801: null, sgp30: null, fermion: null, ens160: null };

Deno.test("decode() keeps the known columns of a sensor's reading, and nothing else", () => {
  const sent =
    '{"id":"n1","mp905":12.1,"sgp30":401,"ens160":"3","fermion":null,"extra":9,"mp901":1e999}';
  assert.deepEqual(hear("sensor/room1", sent), {
    type: "sensorReported",
    sensor: "room1",
    reading: { ...NOTHING, mp905: 12.1, sgp30: 401 },
  });
});

Deno.test("decode() reads a value that is no number, as Python writes it, as missing", () => {
  assert.deepEqual(hear("sensor/a", '{"mp905": NaN, "sgp30": 401, "ens160":-Infinity}'), {
    type: "sensorReported",
    sensor: "a",
    reading: { ...NOTHING, sgp30: 401 },
  });
});

Deno.test("decode() takes an empty object, and a sensor of several levels", () => {
  assert.deepEqual(hear("sensor/hall/거실", "{}"), {
    type: "sensorReported",
    sensor: "hall/거실",
    reading: NOTHING,
  });
});

Deno.test("decode() takes no column from the prototype of a reading", () => {
  const event = hear("sensor/a", '{"__proto__":{"mp905":1},"constructor":2}');
  assert.deepEqual(event.type === "sensorReported" && event.reading, NOTHING);
});

const NO_READINGS: readonly (readonly [about: string, topic: string, sent: string])[] = [
  ["broken JSON", "sensor/a", "{"],
  ["a list", "sensor/a", "[1]"],
  ["a number", "sensor/a", "12"],
  ["null", "sensor/a", "null"],
  ["nothing", "sensor/a", ""],
  ["no name", "sensor/", "{}"],
  ["a name too long", `sensor/${"a".repeat(101)}`, "{}"],
  ["a name with an escape", "sensor/a\u001b[2J", "{}"],
  ["more than it may have", "sensor/a", `{"a":"${"x".repeat(MAX_SENSOR_BYTES)}"}`],
  ["nesting without end", "sensor/a", "[".repeat(MAX_SENSOR_BYTES)],
];

for (const [about, topic, sent] of NO_READINGS) {
  Deno.test(`decode() refuses a sensor's message with ${about}`, () => {
    assert.match(reasonOf(hear(topic, sent)), /^a (reading|sensor)/);
  });
}

Deno.test("decode() refuses other topics, and another viewer's answers", () => {
  for (const topic of ["camera/response/viewer-2", "commend", "sensor", "$SYS/uptime", ""]) {
    assert.match(reasonOf(hear(topic, "192.0.2.77")), /nobody asked for/);
  }
});

Deno.test("decode() gives one event for whatever comes, and never throws", () => {
  const topic = fc.oneof(
    fc.constantFrom(REPLY, "commend/rec", "command/rec", "sensor/a"),
    fc.string(),
  );
  const payload = fc.oneof(fc.uint8Array(), fc.json().map((text) => encoder.encode(text)));
  fc.assert(fc.property(topic, payload, (where, bytes) => {
    const event = decode(where, bytes, WIRES);
    if (event.type === "cameraAnswered") {
      assert.match(event.address, /^[0-9a-z.:-]{1,253}$/);
      assert.deepEqual(hear(REPLY, event.address), event, "one spelling for one camera");
    }
  }));
});
