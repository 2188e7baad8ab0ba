import { join } from "node:path";
import { Api } from "../support/api/api.ts";
import { Lines } from "../support/lines.ts";
import { projectTask } from "../support/processes/project_task.ts";
import { signalChild } from "../support/processes/signal_child.ts";

/** From a cold start to the last line; nothing but a defect lets it pass. */
const PATIENCE_MS = 60_000;
const LOOPBACK = ["--host", "127.0.0.1", "--device-host", "127.0.0.1"];
const ANY_PORTS = ["http", "device", "mqtt", "relay"].flatMap((name) => [`--${name}-port`, "0"]);

/** The program as users start it, at its most talkative, and all that it writes. */
export class PlantedProgram {
  readonly api: Api;
  readonly #child: Deno.ChildProcess;
  readonly #said: readonly Lines[];

  private constructor(child: Deno.ChildProcess, said: readonly Lines[], adminToken: string) {
    this.#child = child;
    this.#said = said;
    this.api = new Api(`http://127.0.0.1:${this.port("http")}`, adminToken);
  }

  /** Resolves when every port is open. */
  static async start(
    folder: string,
    adminToken: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<PlantedProgram> {
    const child = projectTask("start", wordsFor(folder), env).spawn();
    const said = [new Lines(child.stdout), new Lines(child.stderr)] as const;
    await said[1].find((line) => line.startsWith("Signalbox is ready"), PATIENCE_MS);
    return new PlantedProgram(child, said, adminToken);
  }

  /** The port behind a name of the start-up lines. */
  port(name: string): number {
    const pattern = new RegExp(`^ +${name} +127\\.0\\.0\\.1:(\\d+)`);
    const [, port] = this.#lines().map((line) => pattern.exec(line)).find(Boolean) ?? [];
    if (port === undefined) throw new Error(`no port ${name} in:\n${this.said}`);
    return Number(port);
  }

  /** Everything that it has written so far, to either stream. */
  get said(): string {
    return this.#lines().join("\n");
  }

  /** Reads its config file again; resolves when it says so. */
  async reload(): Promise<void> {
    const before = this.#lines().length;
    const [, err] = this.#said;
    signalChild(this.#child, "SIGHUP");
    await err?.find((line, at) => at >= before - 1 && /config|reload/i.test(line), PATIENCE_MS);
  }

  async stop(): Promise<string> {
    signalChild(this.#child, "SIGTERM");
    await Promise.all([this.#child.status, ...this.#said.map(({ ended }) => ended)]);
    return this.said;
  }

  #lines(): readonly string[] {
    return this.#said.flatMap(({ all }) => all);
  }
}

/** Where everything of the program is. */
export const dataDirOf = (folder: string) => join(folder, "data");
export const configOf = (folder: string) => join(folder, "signalbox.yaml");

function wordsFor(folder: string): readonly string[] {
  const files = ["--config", configOf(folder), "--data-dir", dataDirOf(folder)];
  return [...LOOPBACK, ...ANY_PORTS, ...files, "--log-level", "debug"];
}

/** Starts it where it must refuse to, and answers what it says. */
export async function refusedStart(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, stdout, stderr } = await projectTask("start", wordsFor(folder), env).output();
  const decoder = new TextDecoder();
  const said = decoder.decode(stdout) + decoder.decode(stderr);
  if (code !== 2) throw new Error(`it ended with ${code}: ${said}`);
  return said;
}
