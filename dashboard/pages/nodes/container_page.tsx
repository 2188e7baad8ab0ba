import type { Container } from "../../../protocols/api/container.ts";
import type { PageProps } from "../../app/routes.ts";
import { linkTo } from "../../app/router.ts";
import { containerLine } from "../../members/member.ts";
import { MemberCommands } from "../../members/member_commands.tsx";
import { MemberHistory, MemberStrip } from "../../members/member_history.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { containerKey, fleet } from "../../wire/fleet.ts";
import { pathOf } from "../../wire/root.ts";
import { nodeWords } from "../../words/nodes.ts";
import { commonWords } from "../../words/shell.ts";
import { ContainerCharts } from "./container_charts.tsx";
import { ContainerFacts } from "./container_facts.tsx";
import { ContainerLog } from "./container_log.tsx";
import { NodeActions } from "./node_orders.tsx";
import { SessionKeys } from "./session_keys.tsx";

/** One container. */
export function ContainerPage({ params: { serverId = "", name = "" } }: PageProps) {
  const container = fleet.containers.get(containerKey({ serverId, name }));
  if (!container) return <EmptyState title={commonWords().noSuchMember(name)} />;
  const host = fleet.nodes.get(serverId)?.name ?? serverId;
  return (
    <>
      <p class="crumbs">
        <a href={linkTo(["nodes", serverId])} dir="auto">{host}</a>
      </p>
      <PageHead title={name} badge={<StateBadge {...containerLine(container)} />}>
        <NodeActions targets={{ name, containers: [container] }} />
      </PageHead>
      <ContainerTabs container={container} />
    </>
  );
}

function ContainerTabs({ container }: { readonly container: Container }) {
  const words = nodeWords();
  const { tabs } = words;
  const { serverId, name } = container;
  const changes = `nodes/${pathOf(serverId)}/containers/${pathOf(name)}/changes`;
  return (
    <Tabs
      label={words.tabsLabel}
      tabs={[
        { id: "overview", word: tabs.overview, show: () => <Overview container={container} /> },
        { id: "keys", word: tabs.keys, show: () => <SessionKeys container={container} /> },
        { id: "logs", word: tabs.logs, show: () => <ContainerLog container={container} /> },
        {
          id: "commands",
          word: tabs.commands,
          show: () => <MemberCommands target={`container/${serverId}/${name}`} />,
        },
        { id: "history", word: tabs.history, show: () => <MemberHistory path={changes} /> },
      ]}
    />
  );
}

function Overview({ container }: { readonly container: Container }) {
  return (
    <>
      <ContainerFacts container={container} />
      <ContainerCharts container={container} />
      <MemberStrip kind="container" memberKey={containerKey(container)} />
    </>
  );
}
