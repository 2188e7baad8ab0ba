import { signal, useSignal } from "@preact/signals";
import { commonWords } from "../words/shell.ts";
import { Dialog } from "./dialog.tsx";

/** Something dangerous that is to be confirmed. */
export interface Danger {
  readonly title: string;
  /** What will happen, and to whom. */
  readonly text: string;
  /** To be typed, letter by letter: the name of what it happens to. Absent: a press is enough. */
  readonly typed?: string;
  /** The word on the button. */
  readonly action: string;
}

interface Question {
  readonly danger: Danger;
  settle(confirmed: boolean): void;
}

const question = signal<Question | undefined>(undefined);

/** Asks the person in front of the page; false when the dialog is left. A second question ends the first. */
export function confirmDanger(danger: Danger): Promise<boolean> {
  question.peek()?.settle(false);
  return new Promise((resolve) => {
    const settle = (confirmed: boolean) => {
      question.value = undefined;
      resolve(confirmed);
    };
    question.value = { danger, settle };
  });
}

/** Shows the question that is open; stands once in the page. */
export function ConfirmHost() {
  const open = question.value;
  return open ? <Confirm key={open.danger.title} {...open} /> : null;
}

function Confirm({ danger, settle }: Question) {
  const words = commonWords();
  const typed = useSignal("");
  const right = danger.typed === undefined || typed.value.trim() === danger.typed;
  const submit = (event: Event) => {
    event.preventDefault();
    if (right) settle(true);
  };
  return (
    <Dialog title={danger.title} onClose={() => settle(false)}>
      <form onSubmit={submit}>
        <p>{danger.text}</p>
        {danger.typed !== undefined && (
          <label>
            {words.typeToConfirm(danger.typed)}
            <input
              value={typed}
              onInput={(event) => typed.value = event.currentTarget.value}
              autocomplete="off"
              spellcheck={false}
              data-testid="typed-confirmation"
            />
          </label>
        )}
        <footer>
          <button type="button" onClick={() => settle(false)}>{words.cancel}</button>
          <button type="submit" class="danger" disabled={!right}>{danger.action}</button>
        </footer>
      </form>
    </Dialog>
  );
}
