/** How long a program gets to end by itself: rpicam-vid needs some tenths of a second to close its camera. */
const TERM_MS = 3_000;
/** How long what a dead program has left behind may keep its output open. */
const DRAIN_MS = 1_000;

/** A program, and whatever it starts itself. */
export interface ProcessGroup {
  readonly stdin: WritableStream<Uint8Array> | undefined;
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
  /** Resolves when the program has ended, and never rejects: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;
  /** Ends all of it: SIGTERM, after 3 s SIGKILL. Resolves when nothing is left; may be called again. */
  stop(): Promise<void>;
}

/** A program and the words behind it. */
export interface ProgramLine {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * Starts a program in a group of its own, so that Ctrl+C at the terminal does not reach it before us, and nothing
 * that it starts outlives it.
 *
 * @throws {Deno.errors.NotFound} when there is no such program
 * @throws {Deno.errors.NotCapable} without `--allow-run`
 */
export function startGroup(
  { program, args }: ProgramLine,
  stdin: "null" | "piped" = "null",
): ProcessGroup {
  const child = new Deno.Command(program, {
    args: [...args],
    stdin,
    stdout: "piped",
    stderr: "piped",
    detached: !WINDOWS,
  }).spawn();
  return new ChildGroup(child, stdin === "piped");
}

const WINDOWS = Deno.build.os === "windows";

class ChildGroup implements ProcessGroup {
  readonly stdin: WritableStream<Uint8Array> | undefined;
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
  readonly ended: Promise<string>;
  readonly #child: Deno.ChildProcess;
  #stopping: Promise<void> | undefined;

  constructor(child: Deno.ChildProcess, fed: boolean) {
    this.#child = child;
    this.stdin = fed ? child.stdin : undefined;
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    this.ended = child.status.then(({ code, signal }) => {
      // What it has left behind gets a moment for its last words.
      setTimeout(() => this.#signal("SIGKILL"), this.#stopping === undefined ? DRAIN_MS : 0);
      return signal ?? `exit code ${code}`;
    });
  }

  stop(): Promise<void> {
    return this.#stopping ??= this.#stop();
  }

  async #stop(): Promise<void> {
    this.#signal("SIGTERM");
    const timer = setTimeout(() => this.#signal("SIGKILL"), TERM_MS);
    await this.#child.status;
    clearTimeout(timer);
    // The program has ended; what it has started may not have listened.
    this.#signal("SIGKILL");
  }

  #signal(name: "SIGTERM" | "SIGKILL"): void {
    try {
      if (WINDOWS) endTree(this.#child.pid);
      else Deno.kill(-this.#child.pid, name);
    } catch {
      // Nobody is left in the group, which is what was wanted.
    }
  }
}

/** Windows has no groups to signal; its own tool follows the tree of parents. */
function endTree(pid: number): void {
  new Deno.Command("taskkill", {
    args: ["/PID", String(pid), "/T", "/F"],
    stdout: "null",
    stderr: "null",
  })
    .outputSync();
}
