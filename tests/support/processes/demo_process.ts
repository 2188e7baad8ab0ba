import { Api } from "../api/api.ts";
import { ROOT } from "./project_task.ts";
import { TaskProcess } from "./task_process.ts";

const ANY_PORTS = ["http", "device", "mqtt", "relay"].flatMap((name) => [`--${name}-port`, "0"]);

/** `signalbox demo` as a process of its own, as `deno task demo` runs it. */
export class DemoProcess extends TaskProcess {
  /** @param env at least a HOME of its own: demos of one user find each other */
  constructor(words: readonly string[], env: Readonly<Record<string, string>>) {
    super({ task: "demo", words: [...ANY_PORTS, ...words], env });
  }

  /** Where it is, and the token that lets in. Resolves as soon as that was printed. */
  async place(): Promise<{ readonly url: string; readonly token: string }> {
    const [, url = "", token = ""] =
      /SIGNALBOX_URL=(\S+) SIGNALBOX_TOKEN=(\S+)/.exec(await this.says(/SIGNALBOX_URL=/)) ?? [];
    return { url, token };
  }

  /** Its API. */
  async api(): Promise<Api> {
    const { url, token } = await this.place();
    return new Api(url, token);
  }
}

/**
 * Runs a test with a home folder of its own, for what is temporary as well: a demo that is killed leaves its folder. What
 * was downloaded before is still there.
 */
export async function withHome(
  run: (env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const home = await Deno.makeTempDir({ prefix: "signalbox-home-" });
  try {
    await run({ HOME: home, TMPDIR: home, DENO_DIR: await downloads() });
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

async function downloads(): Promise<string> {
  const info = new Deno.Command(Deno.execPath(), { args: ["info", "--json"], cwd: ROOT });
  const { stdout } = await info.output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

/** Processes that a process has started, by Linux's own table. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await Deno.readTextFile(`/proc/${pid}/task/${pid}/children`);
  return text.trim().split(" ").filter((word) => word !== "").map(Number);
}

/** Whether a process is there; one that is dead and not yet fetched is none. */
export async function isThere(pid: number): Promise<boolean> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  return /^State:\t[^ZX]/m.test(status);
}
