import type { ComponentChildren } from "preact";
import { commonWords } from "../words/shell.ts";
import { CopyButton } from "./copy_button.tsx";

/** A list with nothing in it: why, and what to do; with a command to copy where there is one. */
export function EmptyState(
  { title, children, command, waiting }: {
    readonly title: string;
    readonly children?: ComponentChildren;
    readonly command?: string;
    /** The page will show the first by itself. */
    readonly waiting?: string;
  },
) {
  return (
    <section class="empty">
      <h2>{title}</h2>
      {children}
      {command !== undefined && (
        <p class="copyable">
          <code>{command}</code>
          <CopyButton text={command} label={commonWords().copy} />
        </p>
      )}
      {waiting !== undefined && <p class="waiting" role="status">{waiting}</p>}
    </section>
  );
}
