import fc from "fast-check";
import { connectPacket } from "../../adapters/mqtt/stage.ts";
import { concat } from "../../protocols/video/streams.ts";
import {
  conversations,
  everySplit,
  noise,
  type PortFuzzer,
  saying,
  utf8,
  wounded,
} from "../attack.ts";
import { discoveryMessages } from "../decoders/discovery.ts";

/** One packet: its first byte, its length (MQTT 3.1.1, section 2.2.3), and the rest. */
function packet(first: number, ...rest: readonly Uint8Array[]): Uint8Array {
  const body = concat(...rest);
  const length: number[] = [];
  let left = body.length;
  do {
    length.push((left & 127) | (left > 127 ? 128 : 0));
    left >>= 7;
  } while (left > 0);
  return concat(Uint8Array.of(first, ...length), body);
}

function text(value: string): Uint8Array {
  const bytes = utf8(value.toWellFormed());
  return concat(Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes);
}

const ID = Uint8Array.of(0, 7);
const HELLO = connectPacket("fuzz");
const filter = fc.oneof(
  fc.constantFrom(
    "#",
    "+/+",
    "commend",
    "sensor/#",
    "$SYS/#",
    "a/#/b",
    "",
    "\u0000",
    "/".repeat(99),
  ),
  fc.string({ maxLength: 40 }),
);

const publish = fc.tuple(fc.nat(15), discoveryMessages).map(([flags, [topic, payload]]) =>
  packet(0x30 | flags, text(topic), (flags & 6) === 0 ? new Uint8Array() : ID, payload)
);
const subscribe = fc.tuple(fc.array(filter, { maxLength: 5 }), fc.nat(255)).map((
  [filters, quality],
) => packet(0x82, ID, ...filters.flatMap((each) => [text(each), Uint8Array.of(quality)])));
const other = fc.tuple(fc.nat(255), fc.uint8Array({ maxLength: 20 }))
  .map(([first, rest]) => packet(first, rest));
const one = fc.oneof(
  { weight: 4, arbitrary: publish },
  { weight: 2, arbitrary: subscribe },
  { weight: 2, arbitrary: fc.constantFrom(0x62, 0x40, 0x50, 0x70).map((type) => packet(type, ID)) },
  { weight: 1, arbitrary: fc.constant(Uint8Array.of(0xc0, 0)) },
  { weight: 2, arbitrary: other },
);
const hello = fc.oneof(
  { weight: 5, arbitrary: fc.constant(HELLO) },
  { weight: 1, arbitrary: wounded(fc.constant(HELLO)) },
);
const session = fc.tuple(hello, fc.array(fc.oneof(one, one, wounded(one)), { maxLength: 8 }))
  .map(([first, rest]) => concat(first, ...rest));

/** The broker: packets of all kinds, right and wrong. */
export const MQTT: PortFuzzer = {
  name: "mqtt",
  port: "mqtt",
  exhaustive: everySplit(concat(
    HELLO,
    packet(0x82, ID, text("sensor/#"), Uint8Array.of(1)),
    packet(0x32, text("sensor/fuzz"), ID, utf8('{"mp905":1}')),
    Uint8Array.of(0xe0, 0),
  )),
  attacks: conversations(fc.oneof({ weight: 9, arbitrary: session }, noise)).map(saying),
};
