import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { problemText } from "../parts/toasts.tsx";
import { signIn } from "../wire/api.ts";
import { session } from "../wire/session.ts";
import { shellWords } from "../words/shell.ts";

/** Asks for a token, and exchanges it for a session cookie, which scripts cannot read. */
export function SignInForm() {
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
  const { value } = session;
  const expired = value.state === "none" && value.ended !== undefined;
  return (
    <main class="sign-in">
      <form onSubmit={(event) => void submit(event)}>
        <h1>{words.signIn}</h1>
        {expired && <p role="status">{words.sessionEnded}</p>}
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
        <p id="token-hint" class="quiet">{words.tokenHint}</p>
        <p class="problem" role="alert">{problem}</p>
        <button type="submit" class="primary" disabled={busy}>{words.signIn}</button>
      </form>
    </main>
  );
}
