import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import type { Wall } from "../../../protocols/api/wall.ts";
import { syncHostLine, wallLine } from "../../members/member.ts";
import { MemberLink } from "../../members/member_tile.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Ago } from "../../parts/time.tsx";
import { fleet } from "../../wire/fleet.ts";
import { wallWords } from "../../words/walls.ts";
import { WallHosts } from "./wall_hosts.tsx";
import { Said } from "../../parts/said.tsx";

/** Every wall with its hosts, and every sync host. */
export function WallsPage() {
  const words = wallWords();
  const walls = fleet.walls.items.value;
  const hosts = fleet.syncHosts.items.value;
  if (walls.length + hosts.length === 0) return <NoWalls />;
  const shownHosts = hosts.filter(({ name, peerAddress, claimedAddress }) =>
    matchesSearch(name, peerAddress, claimedAddress)
  );
  return (
    <>
      <PageHead title={words.title} />
      <div class="toolbar">
        <SearchBox label={words.search} />
      </div>
      <div class="panels">
        {walls.filter(({ name }) => matchesSearch(name)).map((wall) => (
          <WallPanel key={wall.name} wall={wall} />
        ))}
      </div>
      <h2 class="section-title">{words.hosts}</h2>
      <DataTable
        label={words.hosts}
        columns={columns()}
        rows={shownHosts}
        keyOf={({ id }) => String(id)}
      />
    </>
  );
}

function NoWalls() {
  const words = wallWords();
  return (
    <>
      <PageHead title={words.title} />
      <EmptyState
        title={words.emptyTitle}
        command={`signalbox agent sync --target ${location.hostname}:8080`}
        waiting={words.emptyWaiting}
      >
        <p>{words.emptyText}</p>
      </EmptyState>
    </>
  );
}

function WallPanel({ wall }: { readonly wall: Wall }) {
  const line = wallLine(wall);
  return (
    <section class="panel wall" data-tone={line.tone} data-member={`wall:${wall.name}`}>
      <h2>
        <MemberLink line={line} /> <StateBadge {...line} />
      </h2>
      <p dir="auto">
        <Said>{wall.reason}</Said>{" "}
        <span class="quiet">
          <Ago at={wall.since} />
        </span>
      </p>
      <WallHosts wall={wall} />
    </section>
  );
}

function columns(): readonly Column<SyncHost>[] {
  const words = wallWords();
  return [
    {
      id: "name",
      head: words.name,
      width: "minmax(8rem, 2fr)",
      cell: (host) => <MemberLink line={syncHostLine(host)} />,
    },
    {
      id: "state",
      head: words.state,
      width: "10rem",
      cell: (host) => <StateBadge {...syncHostLine(host)} />,
    },
    {
      id: "since",
      head: words.since,
      width: "9rem",
      cell: ({ since }) => <Ago at={since} />,
    },
    {
      id: "claimed",
      head: words.claimed,
      width: "minmax(8rem, 1fr)",
      wide: true,
      cell: ({ claimedAddress }) => <span dir="auto">{claimedAddress ?? "—"}</span>,
    },
    {
      id: "peer",
      head: words.peer,
      width: "minmax(8rem, 1fr)",
      wide: true,
      cell: ({ peerAddress }) => peerAddress ?? "—",
    },
  ];
}
