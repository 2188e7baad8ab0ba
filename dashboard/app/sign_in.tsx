import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { problemText } from "../parts/toasts.tsx";
import { signIn } from "../wire/api.ts";
import { session } from "../wire/session.ts";
import { shellWords } from "../words/shell.ts";

/** Asks for a token; in front of all that stays open where a session has ended. */
export function SignIn() {
  const { value } = session;
  if (value.state === "none" && value.ended) return <SignInAgain />;
  return (
    <main class="sign-in">
      <SignInForm />
    </main>
  );
}

/** A dialog of its own, for one that was open before would keep every key and press to itself. */
function SignInAgain() {
  const element = useRef<HTMLDialogElement>(null);
  const show = () => element.current?.showModal();
  useEffect(show, []);
  const { signIn: title, sessionEnded } = shellWords();
  return (
    <dialog ref={element} class="sign-in" aria-label={title} onClose={show}>
      <SignInForm note={sessionEnded} />
    </dialog>
  );
}

/** Exchanges a token for a session cookie, which scripts cannot read. */
function SignInForm({ note }: { readonly note?: string }) {
  const words = shellWords();
  const problem = useSignal("");
  const busy = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    busy.value = true;
    const answer = await signIn(field.current?.value.trim() ?? "");
    busy.value = false;
    if (answer.ok) return;
    problem.value = answer.problem.status === 401
      ? shellWords().tokenRefused
      : problemText(answer.problem);
    field.current?.select();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h1>{words.signIn}</h1>
      {note !== undefined && <p role="status">{note}</p>}
      <label>
        {words.token}
        <input
          ref={field}
          type="password"
          name="token"
          required
          maxLength={256}
          autocomplete="current-password"
          aria-describedby="token-hint"
        />
      </label>
      <p id="token-hint" class="quiet">{withCode(words.tokenHint)}</p>
      <p class="problem" role="alert">{problem}</p>
      <button type="submit" class="primary" disabled={busy}>{words.signIn}</button>
    </form>
  );
}

/** What is to be typed stands between backticks. */
function withCode(text: string) {
  return text.split("`").map((part, nth) => nth % 2 === 1 ? <code key={nth}>{part}</code> : part);
}
