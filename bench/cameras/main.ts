/**
 * How the control host passes video on, against bare node:net and against the camera guide's design in Python, on the
 * same machine in the same minutes. Cameras, server and viewers are processes of their own; CPU time is the server's
 * alone, bytes are counted by the viewers. Linux, loopback only, some six minutes.
 *
 * Run: `deno run -A --frozen bench/cameras/main.ts [--only fanOut,latency,memory,parser,mqtt]`
 *
 * @module
 */
import { runArms } from "../displays/run_arms.ts";
import { fanOut } from "./fan_out.ts";
import { latency } from "./latency.ts";
import { memory } from "./memory.ts";
import { mqttBench as mqtt } from "./mqtt.ts";
import { parser } from "./parser.ts";

await runArms({ fanOut, latency, memory, parser, mqtt });
