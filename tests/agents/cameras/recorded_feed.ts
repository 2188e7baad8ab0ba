import { Buffer } from "node:buffer";
import { Observers } from "../../../agents/displays/observers.ts";
import type { SourceFeed } from "../../../agents/cameras/video_source.ts";

/** A feed that keeps what it is told. */
export class RecordedFeed implements SourceFeed {
  readonly chunks: Uint8Array[] = [];
  readonly lines: string[] = [];
  readonly endings: string[] = [];
  size = 0;
  /** Whether what comes is taken only at `release`. */
  holding = false;
  #release: () => void = () => {};
  readonly #observers = new Observers(() =>
    `${this.size} bytes, lines: ${this.lines}, endings: ${this.endings}`
  );

  get text(): string {
    return Buffer.concat(this.chunks).toString("latin1");
  }

  received(bytes: Uint8Array): Promise<void> | undefined {
    this.chunks.push(bytes);
    this.size += bytes.length;
    this.#observers.notify();
    return this.holding ? new Promise((resolve) => this.#release = resolve) : undefined;
  }

  said(line: string): void {
    this.lines.push(line);
    this.#observers.notify();
  }

  ended(reason: string): void {
    this.endings.push(reason);
    this.#observers.notify();
  }

  release(): void {
    this.holding = false;
    this.#release();
  }

  until(predicate: () => boolean, timeoutMs: number): Promise<void> {
    return this.#observers.until(predicate, timeoutMs);
  }
}

/** Living processes of a group; those that have ended and wait for their parent to look do not count. */
export async function membersOf(group: number): Promise<readonly string[]> {
  const { stdout } = await new Deno.Command("ps", { args: ["-eo", "pgid=,stat=,args="] }).output();
  return new TextDecoder().decode(stdout).split("\n").map((line) => line.trim())
    .filter((line) => new RegExp(`^${group}\\s+[^Z]`).test(line));
}
