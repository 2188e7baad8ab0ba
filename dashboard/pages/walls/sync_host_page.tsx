import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import type { PageProps } from "../../app/routes.ts";
import { LivenessFacts } from "../../members/liveness_facts.tsx";
import { syncHostLine } from "../../members/member.ts";
import { MemberHistory, MemberStrip } from "../../members/member_history.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { RemoveButton } from "../../parts/remove_button.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { Ago } from "../../parts/time.tsx";
import { fleet } from "../../wire/fleet.ts";
import { memberPathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { count } from "../../words/amounts.ts";
import { commonWords } from "../../words/shell.ts";
import { stateWords } from "../../words/states.ts";
import { duration } from "../../words/times.ts";
import { wallWords } from "../../words/walls.ts";
import { Said } from "../../parts/said.tsx";
import { AuditLink } from "../../members/audit_link.tsx";

/** One sync host. */
export function SyncHostPage({ params: { id = "" } }: PageProps) {
  const words = wallWords();
  const host = fleet.syncHosts.get(id);
  if (!host) return <EmptyState title={commonWords().noSuchMember(id)} />;
  const { overview, history } = words.hostTabs;
  const path = `sync-hosts/${memberPathOf(id)}/history`;
  return (
    <>
      <PageHead title={host.name} badge={<StateBadge {...syncHostLine(host)} />}>
        {mayAs("admin") && <Forget host={host} />}
        <AuditLink kind="syncHost" subjectKey={host.id} />
      </PageHead>
      <Tabs
        label={words.tabsLabel}
        tabs={[
          { id: "overview", word: overview, show: () => <Overview host={host} /> },
          { id: "history", word: history, show: () => <MemberHistory path={path} /> },
        ]}
      />
    </>
  );
}

function Overview({ host }: { readonly host: SyncHost }) {
  return (
    <>
      <div class="panels">
        <StateFacts host={host} />
        <WhereFacts host={host} />
      </div>
      <MemberStrip kind="syncHost" memberKey={String(host.id)} />
    </>
  );
}

function StateFacts({ host }: { readonly host: SyncHost }) {
  const words = wallWords();
  const { previous, since, flapping, source } = host;
  const states = stateWords().syncState;
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{words.since}</dt>
        <dd>
          <Ago at={since} />
        </dd>
        {previous && (
          <>
            <dt>{words.previous}</dt>
            <dd>{states[previous.state]}, {duration(previous.heldMs)}</dd>
          </>
        )}
        <dt>{words.source}</dt>
        <dd>{source === null ? "—" : words.sources[source]}</dd>
        <LivenessFacts of={host} />
      </dl>
      {flapping && <p class="problem">{words.flapping}</p>}
    </section>
  );
}

function WhereFacts({ host }: { readonly host: SyncHost }) {
  const words = wallWords();
  const { reports, silent, poll } = host;
  const states = stateWords().syncState;
  const heard = (Object.keys(reports) as (keyof typeof reports)[])
    .filter((state) => reports[state] > 0)
    .map((state) => `${states[state]} ${count(reports[state])}`);
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{words.peer}</dt>
        <dd>{host.peerAddress ?? "—"}</dd>
        <dt>{words.claimed}</dt>
        <dd dir="auto">{host.claimedAddress ?? "—"}</dd>
        <dt>{words.configured}</dt>
        <dd>{host.configured ? words.yes : words.no}</dd>
        <dt>{words.reports}</dt>
        <dd>{heard.join(", ") || "—"}</dd>
        <dt>{words.changes}</dt>
        <dd>{count(host.changes)}</dd>
        {silent && (
          <>
            <dt>{words.silentTitle}</dt>
            <dd>{words.silent(silent.connections)}</dd>
          </>
        )}
        {poll && (
          <>
            <dt>{words.poll}</dt>
            <dd>
              {poll.address}:{poll.port} <Said>{poll.detail}</Said>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Forget({ host: { id, name, liveness } }: { readonly host: SyncHost }) {
  const words = wallWords();
  return (
    <RemoveButton
      path={`sync-hosts/${memberPathOf(id)}`}
      query={{ force: liveness.state === "online" ? "true" : undefined }}
      name={name}
      title={words.forgetTitle(name)}
      text={words.forgetText}
      action={words.forget}
      back="walls"
    />
  );
}
