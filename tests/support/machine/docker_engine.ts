import { fileURLToPath } from "node:url";
import { Lines } from "../lines.ts";
import { signalChild } from "../processes/signal_child.ts";
import { works } from "./system_needs.ts";

const DOCKERD = "/usr/sbin/dockerd";
const DOCKER = "/usr/bin/docker";
const BUSYBOX = "/bin/busybox";
const IMAGE_FILES = fileURLToPath(new URL("../../fixtures/docker_node/image/", import.meta.url));
const IMAGE = "signalbox-test-node:1";
/** Without iptables and a bridge the engine is up within a second or two. */
const START_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 10_000;
const APPLETS = [
  ..."sh cat df echo grep head httpd ls od printf sed sleep tr wget".split(" "),
];

/** What keeps a Docker engine from running here; undefined when nothing does. */
export function dockerProblem(): string | undefined {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return "needs root on Linux";
  if (!works(DOCKERD, ["--version"]) || !works(DOCKER, ["--version"])) {
    return "needs Debian's docker.io";
  }
  return works("dpkg", ["-s", "busybox-static"]) ? undefined : "needs Debian's busybox-static";
}

/** A Docker engine of the test's own: its own socket, its own data, no network. */
export class DockerEngine {
  readonly #folder: string;
  readonly #child: Deno.ChildProcess;
  readonly #out: Lines;
  readonly #log: Lines;

  private constructor(folder: string, child: Deno.ChildProcess) {
    this.#folder = folder;
    this.#child = child;
    this.#out = new Lines(child.stdout);
    this.#log = new Lines(child.stderr);
  }

  /** Resolves when the engine listens. */
  static async start(): Promise<DockerEngine> {
    const folder = await Deno.makeTempDir({ prefix: "signalbox-docker-" });
    const child = new Deno.Command(DOCKERD, {
      args: [
        ...["--iptables=false", "--bridge=none", "--storage-driver=vfs"],
        ...["-H", `unix://${folder}/engine.sock`, "--pidfile", `${folder}/pid`],
        ...["--data-root", `${folder}/data`, "--exec-root", `${folder}/exec`],
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const engine = new DockerEngine(folder, child);
    try {
      await engine.#log.find((line) => line.includes("API listen on"), START_TIMEOUT_MS);
      return engine;
    } catch (cause) {
      await engine.stop();
      throw cause;
    }
  }

  /** Where the engine listens: `unix:///…`. */
  get socket(): string {
    return `unix://${this.#folder}/engine.sock`;
  }

  /** Runs `docker …` to its end, and answers what it printed. */
  async docker(args: readonly string[]): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command(DOCKER, {
      args: ["-H", this.socket, ...args],
      stdin: "null",
    }).output();
    const text = new TextDecoder();
    if (!success) throw new Error(`docker ${args.join(" ")}: ${text.decode(stderr)}`);
    return text.decode(stdout).trim();
  }

  /** Runs a container whose RPC port answers the `author_*` methods. */
  async runNode(name: string): Promise<void> {
    await this.docker(["import", await this.#rootFiles(), IMAGE]);
    await this.docker(["run", "-d", "--name", name, "--network=none", IMAGE, "/bin/node"]);
  }

  /** Ends the containers and the engine, and removes all there was of it. */
  async stop(): Promise<void> {
    const running = await this.docker(["ps", "-aq"]).catch(() => "");
    if (running !== "") {
      await this.docker(["rm", "-f", ...running.split("\n")]).catch(() => {});
    }
    signalChild(this.#child, "SIGTERM");
    const timer = setTimeout(() => signalChild(this.#child, "SIGKILL"), STOP_TIMEOUT_MS);
    await this.#child.status;
    clearTimeout(timer);
    await Promise.all([this.#out.ended, this.#log.ended]);
    await Deno.remove(this.#folder, { recursive: true });
  }

  /** A root file system of one program under many names, packed. */
  async #rootFiles(): Promise<string> {
    const root = `${this.#folder}/root`;
    await Deno.mkdir(`${root}/bin`, { recursive: true });
    await Deno.mkdir(`${root}/www/cgi-bin`, { recursive: true });
    await Deno.copyFile(BUSYBOX, `${root}/bin/busybox`);
    for (const name of APPLETS) await Deno.symlink("busybox", `${root}/bin/${name}`);
    const places = { node: "bin/node", curl: "bin/curl", "index.cgi": "www/cgi-bin/index.cgi" };
    for (const [file, place] of Object.entries(places)) {
      await Deno.copyFile(`${IMAGE_FILES}${file}`, `${root}/${place}`);
      await Deno.chmod(`${root}/${place}`, 0o755);
    }
    const archive = `${this.#folder}/root.tar`;
    if (!works("tar", ["-C", root, "-cf", archive, "."])) throw new Error("tar failed");
    return archive;
  }
}
