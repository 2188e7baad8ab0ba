import type { FleetProcess } from "../../../../agents/demo/process/fleet_keeper.ts";
import type { FleetSaying } from "../../../../protocols/demo/fleet_lines.ts";

/** The process of a fleet, played by the test. */
export class FakeFleetProcess implements FleetProcess {
  readonly written: unknown[] = [];
  killed = false;
  inputClosed = false;
  readonly lines: AsyncIterable<string>;
  readonly ended: Promise<string>;
  readonly #end: (reason: string) => void;
  #say: (line: string | undefined) => void = () => {};
  readonly #said: (string | undefined)[] = [];

  constructor(readonly obedient = true) {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.ended = promise;
    this.#end = resolve;
    this.lines = this.#read();
  }

  say(saying: FleetSaying): void {
    this.sayLine(JSON.stringify(saying));
  }

  sayLine(line: string | undefined): void {
    this.#said.push(line);
    this.#say(line);
  }

  die(reason: string): void {
    this.sayLine(undefined);
    this.#end(reason);
  }

  write(line: string): void {
    this.written.push(JSON.parse(line));
  }

  closeInput(): void {
    this.inputClosed = true;
    if (this.obedient) this.die("exit code 0");
  }

  kill(): void {
    this.killed = true;
    this.die("SIGKILL");
  }

  async *#read(): AsyncGenerator<string> {
    for (;;) {
      if (this.#said.length === 0) await new Promise<unknown>((more) => this.#say = more);
      const line = this.#said.shift();
      if (line === undefined) return;
      yield line;
    }
  }
}
