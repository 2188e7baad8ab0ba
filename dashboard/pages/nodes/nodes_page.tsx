import { useSignal } from "@preact/signals";
import type { Container } from "../../../protocols/api/container.ts";
import { place } from "../../app/router.ts";
import { containerLine, nodeLine } from "../../members/member.ts";
import { MemberLink } from "../../members/member_tile.tsx";
import { MemberTiles } from "../../members/member_tiles.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { FilterSelect, matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { containerKey, fleet } from "../../wire/fleet.ts";
import { bytes, count, percent } from "../../words/amounts.ts";
import { nodeWords } from "../../words/nodes.ts";
import { commonWords } from "../../words/shell.ts";
import { stateWords } from "../../words/states.ts";
import { NodeActions } from "./node_orders.tsx";

/** Every node host and every container, with what may be done with several at once. */
export function NodesPage() {
  const words = nodeWords();
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const hosts = fleet.nodes.items.value;
  if (hosts.length === 0) return <NoNodes />;
  const names = new Map(hosts.map((host) => [host.serverId, host.name]));
  const rows = fleet.containers.items.value.filter((row) => isShown(row, names));
  const selected = rows.filter((row) => chosen.value.has(containerKey(row)));
  const name = words.chosen(selected.length);
  return (
    <>
      <PageHead title={words.title}>
        <span class="quiet">{name}</span>
        <NodeActions
          targets={{ name, containers: selected }}
          only={["status", "start", "stop", "restart", "check_keys"]}
        />
      </PageHead>
      <div class="toolbar">
        <SearchBox label={words.search} />
        <FilterSelect
          name="health"
          label={words.state}
          all={commonWords().all}
          choices={Object.entries(stateWords().containerHealth)}
        />
      </div>
      <h2 class="section-title">{words.hosts}</h2>
      <MemberTiles
        lines={hosts.filter((host) => matchesSearch(host.name, host.serverId)).map(nodeLine)}
      />
      <h2 class="section-title">{words.containers}</h2>
      <DataTable
        label={words.containers}
        columns={columns()}
        rows={rows}
        keyOf={containerKey}
        selection={{
          keys: chosen.value,
          label: words.choose,
          allLabel: words.chooseAll,
          choose: (keys) => chosen.value = keys,
        }}
      />
    </>
  );
}

function NoNodes() {
  const words = nodeWords();
  return (
    <>
      <PageHead title={words.title} />
      <EmptyState
        title={words.emptyTitle}
        command={`signalbox agent node --url ws://${location.hostname}:8080`}
        waiting={words.emptyWaiting}
      >
        <p>{words.emptyText}</p>
      </EmptyState>
    </>
  );
}

function isShown(
  { serverId, name, health, stats }: Container,
  hostNames: ReadonlyMap<string, string>,
): boolean {
  const wanted = place.value.query.get("health");
  const host = hostNames.get(serverId) ?? serverId;
  return matchesSearch(name, host, serverId, stats?.nickname ?? null) &&
    (wanted === null || health === wanted);
}

function columns(): readonly Column<Container>[] {
  const words = nodeWords();
  const amount = (
    id: string,
    head: string,
    cell: Column<Container>["cell"],
    wide = true,
  ): Column<Container> => ({ id, head, width: "minmax(5rem, 7rem)", wide, figure: true, cell });
  return [
    {
      id: "name",
      head: words.container,
      width: "minmax(7rem, 1fr)",
      cell: (row) => <MemberLink line={containerLine(row)} />,
    },
    {
      id: "host",
      head: words.host,
      width: "minmax(7rem, 1fr)",
      cell: ({ serverId }) => {
        const host = fleet.nodes.get(serverId);
        return host ? <MemberLink line={nodeLine(host)} /> : serverId;
      },
    },
    {
      id: "state",
      head: words.state,
      width: "9rem",
      cell: (row) => <StateBadge {...containerLine(row)} />,
    },
    amount("height", words.height, ({ stats }) => count(stats?.currentBlock ?? null), false),
    amount("peers", words.peers, ({ stats }) => count(stats?.peers ?? null)),
    amount("cpu", words.cpu, ({ stats }) => percent(stats?.cpuPercent ?? null)),
    amount("memory", words.memory, ({ stats }) => stats ? bytes(stats.memoryUsedBytes) : "—"),
    {
      id: "validator",
      head: words.validator,
      width: "minmax(5rem, 7rem)",
      wide: true,
      cell: ({ validator }) => validatorWord(validator),
    },
  ];
}

/** Whether it validates, as far as anybody knows. */
export function validatorWord(validator: Container["validator"]): string {
  const { yes, no, unknown } = nodeWords();
  if (validator === null || validator.active === null) return unknown;
  return validator.active ? yes : no;
}
