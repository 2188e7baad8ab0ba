import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The head of every page: its name, what stands beside it, and what can be done. Names the document as well. */
export function PageHead(
  { title, badge, children }: {
    readonly title: string;
    readonly badge?: ComponentChildren;
    /** Actions. */
    readonly children?: ComponentChildren;
  },
) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Signalbox`;
  }, [title]);
  // Whoever follows a link by keyboard or screen reader begins at the new page, not where the old one was.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header class="page-head">
      <h1 ref={heading} tabIndex={-1} dir="auto">{title}</h1>
      {badge}
      <div class="actions">{children}</div>
    </header>
  );
}
