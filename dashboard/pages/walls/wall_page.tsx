import type { WallHistory } from "../../../protocols/api/wall.ts";
import type { PageProps } from "../../app/routes.ts";
import { wallLine } from "../../members/member.ts";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { callApi } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { commonWords } from "../../words/shell.ts";
import { wallWords } from "../../words/walls.ts";
import { WallHosts } from "./wall_hosts.tsx";
import { NoteForm, WallTimeline } from "./wall_timeline.tsx";
import { Said } from "../../parts/said.tsx";

/** Entries that are read; a wall that changes more often has another problem. */
const ENTRIES = 200;

/** One wall: its verdict, who is to blame, and what it was before. */
export function WallPage({ params: { name = "" } }: PageProps) {
  const words = wallWords();
  const wall = fleet.walls.get(name);
  const history = useResource(
    name,
    (signal) =>
      callApi<WallHistory>(`walls/${pathOf(name)}/history`, { query: { limit: ENTRIES }, signal }),
    { changedBy: (event) => event.type === "wall.changed" && event.data.name === name },
  );
  if (!wall) return <EmptyState title={commonWords().noSuchMember(name)} />;
  return (
    <>
      <PageHead title={wall.name} badge={<StateBadge {...wallLine(wall)} />} />
      <p>
        <Said>{wall.reason}</Said>
      </p>
      <WallHosts wall={wall} />
      <div class="panels">
        <section class="panel">
          <h2>{words.culprits}</h2>
          {wall.culprits.length === 0 && <p class="quiet">{words.noCulprits}</p>}
          <ul class="culprits">
            {wall.culprits.map(({ host, reason }) => (
              <li key={host} data-culprit={host}>
                <strong dir="auto">{host}</strong> <Said>{reason}</Said>
              </li>
            ))}
          </ul>
        </section>
        {mayAs("operate") && <NoteForm wall={name} entries={history.value?.items ?? []} />}
      </div>
      <section class="panel">
        <h2>{words.timeline}</h2>
        <ResourceNote of={history} />
        <WallTimeline entries={history.value?.items ?? []} />
      </section>
    </>
  );
}
