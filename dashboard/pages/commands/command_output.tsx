import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { OutputEvent } from "../../../protocols/api/command_output.ts";
import { apiUrl, pathOf } from "../../wire/root.ts";
import { readServerEvents } from "../../wire/server_events.ts";
import { commandWords } from "../../words/commands.ts";

/** Characters kept of what streams by; the beginning is let go. */
const MOST_SHOWN = 262_144;
const AGAIN_MS = 2_000;

/** What a command says while it runs, as it comes; nothing where it says nothing. */
export function CommandOutput({ id }: { readonly id: string }) {
  const text = useSignal("");
  useEffect(() => {
    const leaving = new AbortController();
    text.value = "";
    void follow(id, (more) => text.value = (text.peek() + more).slice(-MOST_SHOWN), leaving.signal);
    return () => leaving.abort();
  }, [id]);
  if (text.value === "") return null;
  return (
    <section class="panel">
      <h2>{commandWords().output}</h2>
      <pre class="output" tabIndex={0}>{text}</pre>
    </section>
  );
}

/** Until the command is over; after a line that broke from where it was. */
async function follow(
  id: string,
  take: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let last: string | undefined;
  let over = false;
  while (!over && !signal.aborted) {
    const onMessage = (data: unknown, messageId: string | undefined) => {
      const message = data as OutputEvent;
      last = messageId ?? last;
      if (message.type === "output") take(message.text);
      if (message.type === "end") over = true;
    };
    const url = apiUrl(`commands/${pathOf(id)}/output`);
    const { status } = await readServerEvents(url, last, { onMessage }, signal);
    if (status >= 400) return;
    if (!over) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
