import type { RequestProblem } from "../wire/problem.ts";
import { editWords } from "../words/edits.ts";
import { moment } from "../words/times.ts";
import { problemText } from "./toasts.tsx";

/**
 * Says why an edit was not saved. Where somebody else was quicker, it asks what to do: nothing is overwritten silently,
 * and nothing that was typed is lost.
 */
export function EditProblem(
  { problem, onReload, onOverwrite }: {
    readonly problem: RequestProblem;
    /** Takes what is there now; what was typed is let go. */
    readonly onReload: () => void;
    /** Saves over what is there now. */
    readonly onOverwrite: () => void;
  },
) {
  const words = editWords();
  const { changed, code } = problem;
  if (code === "notFound") return <p class="problem" role="alert">{words.gone}</p>;
  if (!changed) return <p class="problem" role="alert">{problemText(problem)}</p>;
  return (
    <div class="problem" role="alert" data-conflict>
      <p>{words.conflict(changed.by, moment(changed.at))}</p>
      <button type="button" onClick={onReload}>{words.reload}</button>{" "}
      <button type="button" class="danger" onClick={onOverwrite}>{words.overwrite}</button>
    </div>
  );
}
