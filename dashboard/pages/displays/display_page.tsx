import type { Display, DisplayDetail } from "../../../protocols/api/display.ts";
import type { PageProps } from "../../app/routes.ts";
import { displayLine } from "../../members/member.ts";
import { MemberCommands } from "../../members/member_commands.tsx";
import { MemberHistory, MemberStrip } from "../../members/member_history.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { callApi } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { useResource } from "../../wire/resource.ts";
import { memberPathOf } from "../../wire/root.ts";
import { displayWords } from "../../words/displays.ts";
import { commonWords } from "../../words/shell.ts";
import { DisplayConfig } from "./display_config.tsx";
import { DisplayNotes } from "./display_notes.tsx";
import { DisplayActions } from "./display_orders.tsx";
import { DisplayOverview } from "./display_overview.tsx";
import { AuditLink } from "../../members/audit_link.tsx";

/** One display. */
export function DisplayPage({ params: { id = "" } }: PageProps) {
  const words = displayWords();
  const display = fleet.displays.get(id);
  const detail = useResource(
    id,
    (signal) => callApi<DisplayDetail>(`displays/${memberPathOf(id)}`, { signal }),
    { changedBy: (event) => event.type === "display.changed" && String(event.data.id) === id },
  );
  if (!display) return <EmptyState title={commonWords().noSuchMember(id)} />;
  const { tabs } = words;
  return (
    <>
      <PageHead title={display.name} badge={<StateBadge {...displayLine(display)} />}>
        <DisplayActions displays={[display]} name={display.name} />
        <AuditLink kind="display" subjectKey={id} />
      </PageHead>
      <Tabs
        label={words.tabsLabel}
        tabs={[
          { id: "overview", word: tabs.overview, show: () => <Overview display={display} /> },
          {
            id: "commands",
            word: tabs.commands,
            show: () => <MemberCommands target={`display/${id}`} />,
          },
          { id: "logs", word: tabs.logs, show: () => <DisplayNotes of={detail} /> },
          {
            id: "history",
            word: tabs.history,
            show: () => <MemberHistory path={`displays/${memberPathOf(id)}/history`} />,
          },
          { id: "config", word: tabs.config, show: () => <DisplayConfig display={display} /> },
        ]}
      />
    </>
  );
}

function Overview({ display }: { readonly display: Display }) {
  return (
    <>
      <DisplayOverview display={display} />
      <MemberStrip kind="display" memberKey={String(display.id)} />
    </>
  );
}
