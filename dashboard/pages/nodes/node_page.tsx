import type { Node, NodeDetail } from "../../../protocols/api/node.ts";
import type { PageProps } from "../../app/routes.ts";
import { containerLine, nodeLine } from "../../members/member.ts";
import { MemberCommands } from "../../members/member_commands.tsx";
import { MemberHistory, MemberStrip } from "../../members/member_history.tsx";
import { MemberTiles } from "../../members/member_tiles.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { RemoveButton } from "../../parts/remove_button.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { Moment } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { nodeWords } from "../../words/nodes.ts";
import { noteText, noteWord } from "../../words/notes.ts";
import { commonWords } from "../../words/shell.ts";
import { NodeActions } from "./node_orders.tsx";
import { NodeOverview } from "./node_overview.tsx";

/** One node host. */
export function NodePage({ params: { serverId = "" } }: PageProps) {
  const words = nodeWords();
  const node = fleet.nodes.get(serverId);
  if (!node) return <EmptyState title={commonWords().noSuchMember(serverId)} />;
  const containers = fleet.containers.items.value.filter((one) => one.serverId === serverId);
  const { hostTabs: tabs } = words;
  const path = `nodes/${pathOf(serverId)}/history`;
  return (
    <>
      <PageHead title={node.name} badge={<StateBadge {...nodeLine(node)} />}>
        <NodeActions
          targets={{ name: words.allOf(node.name), containers }}
          only={["status", "start", "stop", "restart"]}
        />
      </PageHead>
      <Tabs
        label={words.tabsLabel}
        tabs={[
          { id: "overview", word: tabs.overview, show: () => <Overview node={node} /> },
          {
            id: "commands",
            word: tabs.commands,
            show: () => <MemberCommands target={`node/${serverId}`} />,
          },
          { id: "logs", word: tabs.logs, show: () => <Notes serverId={serverId} /> },
          { id: "history", word: tabs.history, show: () => <MemberHistory path={path} /> },
        ]}
      />
    </>
  );
}

function Overview({ node }: { readonly node: Node }) {
  const containers = fleet.containers.items.value
    .filter(({ serverId }) => serverId === node.serverId);
  return (
    <>
      <h2 class="section-title">{nodeWords().containers}</h2>
      <MemberTiles lines={containers.map(containerLine)} />
      <NodeOverview node={node} />
      <MemberStrip kind="node" memberKey={node.serverId} />
      {mayAs("admin") && <Forget node={node} />}
    </>
  );
}

function Notes({ serverId }: { readonly serverId: string }) {
  const resource = useResource(
    serverId,
    (signal) => callApi<NodeDetail>(`nodes/${pathOf(serverId)}`, { signal }),
    { changedBy: (event) => event.type === "node.noted" && event.data.serverId === serverId },
  );
  const notes = [...resource.value?.notes ?? []].reverse();
  return (
    <>
      <ResourceNote of={resource} />
      {resource.value && notes.length === 0 && <p class="quiet">{nodeWords().noNotes}</p>}
      <ol class="timeline">
        {notes.map(({ at, kind, container, detail }, nth) => (
          <li key={`${at} ${nth}`}>
            <Moment at={at} />
            <strong>{noteWord(kind, detail)}</strong>
            {container !== null && <span dir="auto">{container}</span>}
            <span dir="auto">{noteText(kind, detail)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Forget({ node: { serverId, name, connected } }: { readonly node: Node }) {
  const words = nodeWords();
  return (
    <RemoveButton
      path={`nodes/${pathOf(serverId)}`}
      query={{ force: connected ? "true" : undefined }}
      name={name}
      title={words.forgetTitle(name)}
      text={words.forgetText}
      action={words.forget}
      back="nodes"
    />
  );
}
