import type { Command } from "../../protocols/api/command.ts";
import { OutputEvent } from "../../protocols/api/command_output.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { CommandFailure, EXIT } from "../failure.ts";
import { textLines } from "./result_lines.ts";

/** Between two tries to reach a control host that is away. */
const RETRY_MS = 1_000;

type End = Extract<OutputEvent, { readonly type: "end" }>;

/**
 * Shows what a command says until it is over, whatever happens to the connection. Ctrl+C ends the command itself: nobody
 * reads its output any more. With `json`, one event in each line.
 */
export async function followLog(
  cli: CommandLine,
  api: ApiClient,
  command: Command,
  { json }: { readonly json: boolean },
): Promise<number> {
  const { console, texts: { nodes } } = cli;
  const { signal, release } = interruption(cli);
  if (!json && console.terminal) console.warn(nodes.followHint);
  try {
    const end = await new LogFollower(cli, api, command.id, json).follow(signal);
    if (end === undefined) return await abandon(api, command.id);
    if (!json && end.state !== "completed") {
      const why = end.reason ?? console.stateWord(end.state, "command");
      console.warn(nodes.followEnded(console.sentence(why)));
    }
    return end.state === "completed" ? EXIT.ok : EXIT.failure;
  } finally {
    release();
  }
}

/** Aborted by Ctrl+C, in the console as well as outside of it. */
function interruption({ host, typist }: CommandLine): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  if (typist?.enough) return { signal: typist.enough, release: () => {} };
  const controller = new AbortController();
  const release = host.onInterrupt?.(() => controller.abort()) ?? (() => {});
  return { signal: controller.signal, release };
}

/** It was asked for to the end that somebody chose. */
async function abandon(api: ApiClient, id: string): Promise<number> {
  await api.order({ method: "DELETE", path: `/commands/${id}` }).catch((cause) => {
    // It may have ended in this moment.
    if (!(cause instanceof CommandFailure)) throw cause;
  });
  return EXIT.ok;
}

class LogFollower {
  readonly #cli: CommandLine;
  readonly #api: ApiClient;
  readonly #id: string;
  readonly #json: boolean;
  #last: string | undefined;
  #lost = false;

  constructor(cli: CommandLine, api: ApiClient, id: string, json: boolean) {
    this.#cli = cli;
    this.#api = api;
    this.#id = id;
    this.#json = json;
  }

  /** How the command ended; undefined when the reader had enough. */
  async follow(signal: AbortSignal): Promise<End | undefined> {
    while (!signal.aborted) {
      const end = await this.#read(signal).catch((cause) => this.#missed(cause, signal));
      if (end) return end;
      if (!signal.aborted) await this.#cli.clock.sleep(RETRY_MS);
    }
    return undefined;
  }

  async #read(signal: AbortSignal): Promise<End | undefined> {
    const request = { path: `/commands/${this.#id}/output` };
    for await (
      const { id, data } of this.#api.events(OutputEvent, request, { after: this.#last, signal })
    ) {
      this.#lost = false;
      this.#last = id ?? this.#last;
      if (this.#json) this.#cli.console.line(JSON.stringify(data));
      else this.#show(data);
      if (data.type === "end") return data;
    }
    return undefined;
  }

  /** A control host that is away for a while is waited for; a refusal is the end. */
  #missed(cause: unknown, signal: AbortSignal): undefined {
    if (signal.aborted) return undefined;
    if (cause instanceof CommandFailure && cause.name !== "Unreachable") throw cause;
    if (!this.#lost) this.#cli.console.warn(this.#cli.texts.nodes.followLost);
    this.#lost = true;
    return undefined;
  }

  #show(event: OutputEvent): void {
    const { console, texts: { nodes } } = this.#cli;
    if (event.type === "skipped") return console.line(`--- ${nodes.linesSkipped} ---`);
    if (event.type === "end") return;
    const { divider, text } = event;
    if (divider === null) return textLines(text).forEach((line) => console.line(line));
    const words = divider === "restarted" ? console.sentence(text) : nodes.dividers[divider];
    console.line(`--- ${words} ---`);
  }
}
