import { signal } from "@preact/signals";
import type { Tone } from "../look/tones.ts";
import { sentence } from "../words/sentence.ts";
import { commonWords } from "../words/shell.ts";
import type { RequestProblem } from "../wire/problem.ts";
import { Icon } from "./icon.tsx";

interface Toast {
  readonly nth: number;
  readonly tone: Tone;
  readonly text: string;
}

/** Long enough to be read; results are kept elsewhere, so nothing is lost with it. */
const SHOWN_MS = 6_000;
/** More at once would cover the page. */
const MOST = 4;

const toasts = signal<readonly Toast[]>([]);
let count = 0;

/** Says that something was accepted, or was not; results live in the job panel. */
export function toast(tone: Tone, text: string): void {
  const nth = count++;
  toasts.value = [...toasts.value, { nth, tone, text }].slice(-MOST);
  setTimeout(() => dismiss(nth), SHOWN_MS);
}

/** Says why a request was refused. */
export function toastProblem(problem: RequestProblem): void {
  toast("bad", problemText(problem));
}

/** The words for a problem. */
export function problemText({ code, detail, status, field }: RequestProblem): string {
  const { unreachable, garbled } = commonWords();
  if (code === "garbled") return garbled(status);
  if (code === "unreachable" || code === "aborted") return unreachable;
  const place = field === undefined ? "" : `${field}: `;
  return detail.startsWith(place) ? place + sentence(detail.slice(place.length)) : sentence(detail);
}

function dismiss(nth: number): void {
  toasts.value = toasts.value.filter((toast) => toast.nth !== nth);
}

/** Shows what was said last; stands once in the page. */
export function ToastHost() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ nth, tone, text }) => (
        <div key={nth} class="toast" data-tone={tone}>
          <Icon name={tone} />
          <span>{text}</span>
          <button
            type="button"
            class="plain"
            aria-label={commonWords().close}
            onClick={() => dismiss(nth)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
