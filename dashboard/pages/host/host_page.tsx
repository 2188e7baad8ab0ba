import { PageHead } from "../../parts/page_head.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { mayAs } from "../../wire/session.ts";
import { hostWords } from "../../words/host.ts";
import { Backups } from "./backups.tsx";
import { HostOverview } from "./host_overview.tsx";

/** The control host itself: how it does, and what is kept of it elsewhere. */
export function HostPage() {
  const { title, tabs, tabsLabel } = hostWords();
  return (
    <>
      <PageHead title={title} />
      <Tabs
        label={tabsLabel}
        tabs={[
          { id: "overview", word: tabs.overview, show: () => <HostOverview /> },
          ...(mayAs("admin")
            ? [{ id: "backups", word: tabs.backups, show: () => <Backups /> }]
            : []),
        ]}
      />
    </>
  );
}
