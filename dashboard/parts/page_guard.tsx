import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { commonWords } from "../words/shell.ts";

/** Says so where a page cannot show what it was given; the frame, and the way to other pages, stay. */
export function PageGuard({ children }: { readonly children: ComponentChildren }) {
  const [error, again] = useErrorBoundary();
  if (error === undefined) return <>{children}</>;
  const { broken, tryAgain } = commonWords();
  return (
    <p class="problem" role="alert" data-broken>
      {broken} <button type="button" onClick={again}>{tryAgain}</button>
    </p>
  );
}
