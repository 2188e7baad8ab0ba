import type { ActorRef, ActorSystem } from "../../../actors/kernel/mod.ts";
import { type Command, isFinal } from "../../../actors/ledger/command.ts";
import type { LedgerStore } from "../../../actors/ledger/store.ts";
import {
  type OutputChunk,
  type OutputsMessage,
  outputTopic,
} from "../../../actors/outputs/messages.ts";
import { commandChanged } from "../../../actors/topics.ts";
import { ASK_TIMEOUT_MS } from "../requests/asking.ts";
import { keptOutput } from "../bodies/output.ts";

/** What a relay needs to follow a command. */
export interface RelaySources {
  readonly system: Pick<ActorSystem, "subscribe">;
  readonly outputs: ActorRef<OutputsMessage>;
  readonly commands: Pick<LedgerStore, "command">;
}

/** Whoever hears what a command says. */
export interface OutputSink {
  chunk(chunk: OutputChunk): void;
  /** What comes next begins here; what the reader lacks before it is not kept any more. */
  skipped(sequence: number): void;
  /** The command is over. Nothing follows. */
  over(row: Command): void;
}

/** Tells a command's output from a given place on, each part once and in order, until the command is over. */
export class OutputRelay {
  readonly #sources: RelaySources;
  readonly #commandId: string;
  readonly #sink: OutputSink;
  readonly #unsubscribe: readonly (() => void)[];
  /** What came while the past was asked for; undefined once that is told. */
  #early: OutputChunk[] | undefined = [];
  #last: number;
  #ended = false;

  /** @param after the sequence of the last part that the reader has; 0: none */
  constructor(sources: RelaySources, commandId: string, after: number, sink: OutputSink) {
    this.#sources = sources;
    this.#commandId = commandId;
    this.#last = after;
    this.#sink = sink;
    const { system } = sources;
    this.#unsubscribe = [
      system.subscribe(outputTopic(commandId), (chunk) => this.#came(chunk)),
      system.subscribe(commandChanged, (row) => {
        if (row.id === commandId && isFinal(row.state)) void this.#finish(row);
      }),
    ];
  }

  /** Tells what there is already. Rejects when the actor that keeps it does not answer. */
  async begin(): Promise<void> {
    await this.#catchUp();
    const row = this.#sources.commands.command(this.#commandId);
    if (row && isFinal(row.state)) await this.#finish(row);
  }

  /** Hears no more. */
  close(): void {
    this.#ended = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  async #catchUp(row?: Command): Promise<void> {
    const question = { type: "getOutput", commandId: this.#commandId } as const;
    const kept = keptOutput(
      await this.#sources.outputs.ask(question, { timeoutMs: ASK_TIMEOUT_MS }),
      row,
    );
    // A place of another run of the process: its beginning is better than silence.
    if (this.#early && this.#last > kept.lastSequence) this.#last = 0;
    for (const chunk of kept.chunks) this.#tell(chunk);
    for (const chunk of this.#early ?? []) this.#tell(chunk);
    this.#early = undefined;
  }

  #came(chunk: OutputChunk): void {
    if (this.#early) this.#early.push(chunk);
    else this.#tell(chunk);
  }

  #tell(chunk: OutputChunk): void {
    if (this.#ended || chunk.sequence <= this.#last) return;
    if (chunk.sequence > this.#last + 1) this.#sink.skipped(chunk.sequence);
    this.#last = chunk.sequence;
    this.#sink.chunk(chunk);
  }

  async #finish(row: Command): Promise<void> {
    if (this.#ended) return;
    // The last words may still be on their way; without an answer they are lost, and the end is not.
    await this.#catchUp(row).catch(() => {});
    if (this.#ended) return;
    this.close();
    this.#sink.over(row);
  }
}
