import type { ComponentChildren } from "preact";
import { linkTo, place } from "../app/router.ts";

/** One tab of a member's page. */
export interface Tab {
  readonly id: string;
  readonly word: string;
  /** What it holds; made while it is shown. */
  readonly show: () => ComponentChildren;
}

/** Tabs as links, for the one that is shown stands in the address, and below them what it holds. */
export function Tabs({ tabs, label }: { readonly tabs: readonly Tab[]; readonly label: string }) {
  const { path, query } = place.value;
  const wanted = query.get("tab");
  const shown = tabs.find(({ id }) => id === wanted) ?? tabs[0];
  return (
    <>
      <nav class="tabs" aria-label={label}>
        {tabs.map(({ id, word }) => (
          <a
            key={id}
            href={linkTo(path, { ...Object.fromEntries(query), tab: id })}
            aria-current={id === shown?.id ? "page" : undefined}
          >
            {word}
          </a>
        ))}
      </nav>
      {shown?.show()}
    </>
  );
}
