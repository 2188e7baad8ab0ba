/** What a person may choose from at this place of the line, and the part of the line that a choice replaces. */
export type Completion = readonly [candidates: readonly string[], fragment: string];

/** How a line editor is set up. */
export interface PromptOptions {
  /** Asked at Tab with the line up to the cursor. */
  readonly complete?: (line: string) => Promise<Completion>;
  /** Earlier lines, newest first. */
  readonly history?: readonly string[];
}

/** What came of waiting for a line: the line, Ctrl-C (whatever was typed is gone), or the end of the input. */
export type Typed =
  | { readonly type: "line"; readonly text: string }
  | { readonly type: "interrupt" }
  | { readonly type: "end" };

/** Lines that are typed: by a person with an editor around them, or from a file without. */
export interface Prompt {
  /** A person types; otherwise nothing is echoed and no prompt is shown. */
  readonly interactive: boolean;
  /**
   * The next line. `fresh`: what was typed before the question was seen does not count, so that nobody agrees
   * by accident.
   */
  read(prompt: string, options?: { readonly fresh?: boolean }): Promise<Typed>;
  /** Called at Ctrl-C while no line is read. Returns the way to unsubscribe. */
  onInterrupt(run: () => void): () => void;
  close(): void;
}
