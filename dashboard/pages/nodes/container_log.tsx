import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { LogEvent } from "../../../protocols/api/command_output.ts";
import type { Container } from "../../../protocols/api/container.ts";
import { Icon } from "../../parts/icon.tsx";
import { apiUrl, pathOf } from "../../wire/root.ts";
import { readServerEvents } from "../../wire/server_events.ts";
import { hasRight, mayAs } from "../../wire/session.ts";
import { nodeWords } from "../../words/nodes.ts";
import { sentence } from "../../words/sentence.ts";
import { commonWords } from "../../words/shell.ts";
import { tokenWords } from "../../words/tokens.ts";
import { type LogLine, matchingLines, withMessage } from "./log_lines.ts";
import { useLogScroll } from "./log_scroll.ts";

/** Lines of the past that come first. */
const TAIL = 200;
const AGAIN_MS = 2_000;

/** The log of a container as it grows; who scrolls up reads in peace. */
export function ContainerLog({ container: { serverId, name } }: { readonly container: Container }) {
  const words = nodeWords().log;
  const lines = useSignal<readonly LogLine[]>([]);
  const state = useSignal<LogState>("waiting");
  const filter = useSignal("");
  const pausedAt = useSignal<number | undefined>(undefined);
  const allowed = mayAs("operate") && hasRight("logs");
  useEffect(() => {
    if (!allowed) return;
    const leaving = new AbortController();
    lines.value = [];
    void follow(`nodes/${pathOf(serverId)}/containers/${pathOf(name)}/logs`, leaving.signal, {
      take: (message) => lines.value = withMessage(lines.peek(), message),
      tell: (now) => state.value = now,
    });
    return () => leaving.abort();
  }, [serverId, name, allowed]);
  if (!allowed) return <NotAllowed />;
  return (
    <section class="panel log" data-log={state.value}>
      <div class="toolbar">
        <input
          type="search"
          class="search"
          data-search
          aria-label={words.filter}
          placeholder={words.filter}
          value={filter}
          onInput={(event) => filter.value = event.currentTarget.value}
        />
        <PauseButton lines={lines} pausedAt={pausedAt} />
        <button type="button" onClick={() => download(`${name}.log`, lines.value)}>
          <Icon name="download" /> {words.download}
        </button>
      </div>
      {state.value !== "live" && <p class="quiet" role="status">{words[state.value]}</p>}
      <Lines name={name} lines={lines} filter={filter} pausedAt={pausedAt} />
    </section>
  );
}

function NotAllowed() {
  const { noRight, lacksRight } = commonWords();
  const why = mayAs("operate") ? lacksRight(tokenWords().rightNames.logs) : noRight;
  return <p class="quiet">{why}</p>;
}

type LogState = "waiting" | "live" | "ended" | "lost";

interface Follower {
  take(message: LogEvent): void;
  tell(state: LogState): void;
}

/** Until the log ends for good; a line that broke is taken up again. */
async function follow(path: string, signal: AbortSignal, { take, tell }: Follower): Promise<void> {
  let ended = false;
  const onMessage = (data: unknown) => {
    const message = data as LogEvent;
    if (message.type === "end") ended = true;
    else tell("live");
    take(message);
  };
  while (!signal.aborted) {
    const url = apiUrl(path, { lines: TAIL, follow: "true" });
    const { status } = await readServerEvents(url, undefined, { onMessage }, signal);
    if (ended || (status >= 400 && status < 500)) return tell("ended");
    tell("lost");
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

function PauseButton(
  { lines, pausedAt }: {
    readonly lines: Signal<readonly LogLine[]>;
    readonly pausedAt: Signal<number | undefined>;
  },
) {
  const words = nodeWords().log;
  const { value } = pausedAt;
  const last = lines.value.at(-1)?.nth ?? 0;
  const toggle = () => pausedAt.value = value === undefined ? last : undefined;
  return (
    <button type="button" aria-pressed={value !== undefined} onClick={toggle}>
      <Icon name={value === undefined ? "pause" : "busy"} />{" "}
      {value === undefined ? words.pause : words.follow}
      {value !== undefined && <span class="quiet">{words.paused(last - value)}</span>}
    </button>
  );
}

function Lines(
  { name, lines, filter, pausedAt }: {
    readonly name: string;
    readonly lines: Signal<readonly LogLine[]>;
    readonly filter: Signal<string>;
    readonly pausedAt: Signal<number | undefined>;
  },
) {
  const element = useRef<HTMLDivElement>(null);
  const shown = useComputed(() => {
    const until = pausedAt.value;
    const all = until === undefined ? lines.value : lines.value.filter(({ nth }) => nth <= until);
    return matchingLines(all, filter.value);
  });
  const scrolled = useLogScroll({ element, lines, shown: shown.value, pausedAt });
  return (
    <div
      ref={element}
      class="log-lines mono"
      role="log"
      aria-label={nodeWords().log.label(name)}
      tabIndex={0}
      data-following={pausedAt.value === undefined}
      onScroll={scrolled}
    >
      {shown.value.map(({ nth, text, divider }) => (
        <div key={nth} class={divider ? "log-divider" : undefined} dir="auto">
          {divider ? sentence(text) : text}
        </div>
      ))}
    </div>
  );
}

function download(file: string, lines: readonly LogLine[]): void {
  const text = lines.map((line) => `${line.text}\n`).join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
