import type { Node } from "../../../protocols/api/node.ts";
import { linkTo } from "../../app/router.ts";
import { LivenessFacts } from "../../members/liveness_facts.tsx";
import { bytes, count, percent } from "../../words/amounts.ts";
import { nodeWords } from "../../words/nodes.ts";
import { orderWord } from "../../words/orders.ts";
import { duration } from "../../words/times.ts";

/** What is known of a node host: the machine, the connection, and what it is busy with. */
export function NodeOverview({ node }: { readonly node: Node }) {
  return (
    <div class="panels">
      <Machine node={node} />
      <Connection node={node} />
    </div>
  );
}

function Machine({ node: { connected, system, name } }: { readonly node: Node }) {
  const { facts, cpu, memory, disk } = nodeWords();
  if (!system) return null;
  const of = (used: number | null, total: number | null) =>
    used === null || total === null ? "" : ` (${bytes(used)} / ${bytes(total)})`;
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{facts.name}</dt>
        <dd dir="auto">{system.hostName ?? name}</dd>
        <dt>{facts.cpuModel}</dt>
        <dd dir="auto">{system.cpuModel ?? "—"} × {count(system.cpuCores)}</dd>
        <dt>{cpu}</dt>
        <dd>{percent(system.cpuPercent)}</dd>
        <dt>{memory}</dt>
        <dd>
          {percent(system.memoryPercent)}
          {of(system.memoryUsedBytes, system.memoryTotalBytes)}
        </dd>
        <dt>{disk}</dt>
        <dd>{percent(system.diskPercent)}{of(system.diskUsedBytes, system.diskTotalBytes)}</dd>
        <dt>{facts.swap}</dt>
        <dd>{system.swapUsedBytes === null ? "—" : bytes(system.swapUsedBytes)}</dd>
        {connected && system.uptimeSeconds !== null && (
          <>
            <dt>{facts.uptime}</dt>
            <dd>{duration(system.uptimeSeconds * 1_000)}</dd>
          </>
        )}
        {system.dockerAvailable === false && (
          <>
            <dt>{facts.docker}</dt>
            <dd class="problem">{facts.dockerAway}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Connection({ node }: { readonly node: Node }) {
  const { facts } = nodeWords();
  const { work, queued, secure, clockOffsetMs, sequence } = node;
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{facts.serverId}</dt>
        <dd class="mono">{node.serverId}</dd>
        <dt>{facts.version}</dt>
        <dd dir="auto">{node.version}</dd>
        <dt>{facts.account}</dt>
        <dd dir="auto">{node.account ?? "—"}</dd>
        <dt>{facts.address}</dt>
        <dd>{node.peerAddress ?? "—"}</dd>
        <dt>{facts.secure}</dt>
        <dd>{secure === null ? "—" : secure ? facts.tls : facts.plain}</dd>
        {clockOffsetMs !== null && (
          <>
            <dt>{facts.offset}</dt>
            <dd>{count(clockOffsetMs)} ms</dd>
          </>
        )}
        <dt>{facts.sequence}</dt>
        <dd>
          {count(sequence.received)}
          {sequence.missing > 0 && `, ${facts.missing(sequence.missing)}`}
        </dd>
        {work && (
          <>
            <dt>{facts.working}</dt>
            <dd>
              <a href={linkTo(["commands", work.commandId])}>
                {orderWord(work.action)} {work.target}
              </a>
            </dd>
          </>
        )}
        {queued > 0 && (
          <>
            <dt>{facts.queued}</dt>
            <dd>{count(queued)}</dd>
          </>
        )}
        <LivenessFacts of={node} />
      </dl>
    </section>
  );
}
