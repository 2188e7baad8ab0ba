import type { Container } from "../../protocols/api/container.ts";
import { type Node, NodeDetail } from "../../protocols/api/node.ts";
import type { ApiClient } from "../api/api_client.ts";
import { nodePath, targetName } from "../api/find_node.ts";
import { ago } from "../api/listing.ts";
import type { CommandLine } from "../command_line.ts";
import { wordBytes } from "../terminal/byte_progress.ts";
import { wordDuration } from "../terminal/durations.ts";
import { localTime } from "../terminal/moments.ts";
import { visible } from "../terminal/visible.ts";
import type { Dossier } from "./dossier.ts";
import { type Fact, presenceFacts, told } from "./facts.ts";
import { noteLines } from "./notes.ts";

/** Containers whose alerts and commands are shown with their host's: a machine runs a few. */
const MOST_PARTS = 16;

/** What is known of a node host. */
export async function nodeDossier(
  api: ApiClient,
  { serverId }: Node,
  cli: CommandLine,
): Promise<Dossier> {
  const { notes, ...node } = await api.ask(NodeDetail, { path: nodePath(serverId) });
  const { members, name } = node;
  const containers = members.slice(0, MOST_PARTS).map((each) => ({
    kind: "container",
    key: targetName({ serverId, container: each.name }),
  }));
  return {
    title: name === serverId ? visible(serverId) : `${visible(serverId)} (${visible(name)})`,
    member: node,
    parts: [{ kind: "node", key: serverId }, ...containers],
    facts: [
      ...presenceFacts(node, cli),
      ...workFacts(node, members, cli),
      ...machineFacts(node, cli),
      ...connectionFacts(node, cli),
    ],
    notes: noteLines(notes, cli),
  };
}

function workFacts(node: Node, members: readonly Container[], cli: CommandLine): Fact[] {
  const { console, texts: { show: { labels, waitBehind, nothing } } } = cli;
  const { health, reason, work, queued } = node;
  const busy = work && `${visible(work.action)} ${visible(work.target)}, ${ago(work.sentAt, cli)}`;
  return [
    [labels.health, [console.state(health), console.sentence(reason)].filter(Boolean).join(" · ")],
    [labels.containers, ...members.map((each) => containerLine(each, cli))],
    [labels.busyWith, busy ?? nothing, queued === 0 ? null : waitBehind(queued)],
  ];
}

function containerLine({ name, health, reason, stats }: Container, cli: CommandLine): string {
  const state = cli.console.state(health === "running" ? "containerRunning" : health);
  const words = [
    `/${visible(name)}`,
    state,
    told(stats?.nickname ?? null),
    cli.console.sentence(reason),
  ];
  return words.filter(Boolean).join(" · ");
}

function machineFacts({ connected, system }: Node, cli: CommandLine): Fact[] {
  if (system === null) return [];
  const { labels, of, away } = cli.texts.show;
  const { cpuModel, cpuCores, uptimeSeconds, dockerAvailable } = system;
  const amount = (percent: number | null, used: number | null, total: number | null) => {
    const share = percent === null ? null : `${Math.round(percent)} %`;
    if (used === null || total === null) return share;
    return [share, of(wordBytes(used), wordBytes(total))].filter(Boolean).join(" · ");
  };
  const cores = cpuModel === null ? null : `${visible(cpuModel)} × ${cpuCores ?? 1}`;
  return [
    ["CPU", [amount(system.cpuPercent, null, null), cores].filter(Boolean).join(" · ") || null],
    [
      labels.memory,
      amount(system.memoryPercent, system.memoryUsedBytes, system.memoryTotalBytes),
    ],
    [labels.disk, amount(system.diskPercent, system.diskUsedBytes, system.diskTotalBytes)],
    [
      labels.upFor,
      connected && uptimeSeconds !== null ? wordDuration(uptimeSeconds * 1_000, cli.texts) : null,
    ],
    ["Docker", dockerAvailable === false ? away : null],
  ];
}

function connectionFacts(node: Node, cli: CommandLine): Fact[] {
  const { labels, plain, missing } = cli.texts.show;
  const { peerAddress, secure, clockOffsetMs, sequence } = node;
  const way = secure === null ? null : secure ? "TLS" : plain;
  return [
    [labels.peer, [told(peerAddress), way].filter(Boolean).join(", ") || null],
    [labels.version, told(node.version)],
    [labels.account, told(node.account)],
    [labels.clock, clockOffsetMs === null ? null : `${Math.round(clockOffsetMs)} ms`],
    [labels.readings, sequence.missing === 0 ? null : missing(sequence.missing)],
    [labels.knownSince, localTime(node.createdAt, cli)],
  ];
}
