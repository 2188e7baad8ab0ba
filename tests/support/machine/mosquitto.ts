import { freePort } from "./free_port.ts";
import { Lines } from "../lines.ts";
import { signalChild } from "../processes/signal_child.ts";
import { works } from "./system_needs.ts";

/** What keeps mosquitto from running here; undefined when nothing does. */
export function mosquittoProblem(): string | undefined {
  // Its help ends with a code of its own; the clients' does so too.
  return works("sh", ["-c", "command -v mosquitto mosquitto_pub mosquitto_sub mosquitto_passwd"])
    ? undefined
    : "needs Debian's mosquitto and mosquitto-clients";
}

const START_TIMEOUT_MS = 30_000;
/** Somebody else may take the port between two looks. */
const TRIES = 5;

/** A mosquitto broker on loopback, with a configuration of its own. */
export class Mosquitto {
  readonly #child: Deno.ChildProcess;
  readonly #log: Lines;

  private constructor(readonly port: number, configPath: string) {
    this.#child = new Deno.Command("mosquitto", {
      args: ["-c", configPath],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    this.#log = new Lines(this.#child.stderr);
  }

  /** Starts it on a port that is free, or on this one. @param lines more of its configuration */
  static async start(lines: readonly string[] = ["allow_anonymous true"], port?: number) {
    const folder = await Deno.makeTempDir();
    for (let left = TRIES; left > 0; left--) {
      const where = port ?? await freePort("127.0.0.1");
      const config = [`listener ${where} 127.0.0.1`, "user root", "log_dest stderr", ...lines];
      await Deno.writeTextFile(`${folder}/mosquitto.conf`, `${config.join("\n")}\n`);
      const broker = new Mosquitto(where, `${folder}/mosquitto.conf`);
      const running = broker.#log.find((line) => line.includes(" running"), START_TIMEOUT_MS);
      if (await running.then(() => true, () => false)) {
        await Deno.remove(folder, { recursive: true });
        return broker;
      }
      await broker.kill();
    }
    throw new Error("mosquitto found no port");
  }

  /** Ends it without a farewell to its clients. */
  async kill(): Promise<void> {
    signalChild(this.#child, "SIGKILL");
    await this.#child.status;
    await this.#log.ended;
  }
}
