import type { PortFuzzer } from "../attack.ts";
import { DEVICE, NODES, TLS } from "./device.ts";
import { ENGINE_IO, ENGINE_IO_POLLS } from "./engine_io.ts";
import { HTTP } from "./http.ts";
import { MQTT } from "./mqtt.ts";
import { RELAY } from "./relay.ts";

/** Every port that is fuzzed. */
export const PORTS: readonly PortFuzzer[] = [
  HTTP,
  ENGINE_IO,
  ENGINE_IO_POLLS,
  DEVICE,
  NODES,
  TLS,
  MQTT,
  RELAY,
];
