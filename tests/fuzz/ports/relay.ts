import fc from "fast-check";
import { conversations, everySplit, noise, type PortFuzzer, saying, utf8 } from "../attack.ts";

const words = fc.constantFrom("GET / HTTP/1.1\r\n\r\n", "GET_STATUS", "\u0000\u0000\u0000\u0001")
  .map(utf8);

/** The relay of a camera, whose viewers have nothing to say. */
export const RELAY: PortFuzzer = {
  name: "relay",
  port: "relay",
  exhaustive: everySplit(utf8("GET / HTTP/1.1\r\n\r\n")),
  attacks: conversations(fc.oneof(words, noise)).map(saying),
};
