import { commonWords } from "../words/shell.ts";
import type { Resource } from "../wire/resource.ts";
import { problemText } from "./toasts.tsx";

/** What stands where something is being read, or could not be: old values stay beside it. */
export function ResourceNote(
  { of: { value, problem, loading, reload } }: { readonly of: Resource<unknown> },
) {
  const words = commonWords();
  if (problem) {
    return (
      <p class="problem" role="alert">
        {problemText(problem)} <button type="button" onClick={reload}>{words.tryAgain}</button>
      </p>
    );
  }
  return loading && value === undefined ? <p class="quiet" role="status">{words.loading}</p> : null;
}
