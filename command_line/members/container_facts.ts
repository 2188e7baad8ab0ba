import { Container } from "../../protocols/api/container.ts";
import { Node, NodeDetail } from "../../protocols/api/node.ts";
import type { ApiClient } from "../api/api_client.ts";
import { containerPathOf, nodePath, targetName } from "../api/find_node.ts";
import { ago } from "../api/listing.ts";
import type { CommandLine } from "../command_line.ts";
import { wordBytes } from "../terminal/byte_progress.ts";
import { localTime } from "../terminal/moments.ts";
import { visible } from "../terminal/visible.ts";
import type { Dossier } from "./dossier.ts";
import { type Fact, heldSince, maintenanceFact, told } from "./facts.ts";
import { noteLines } from "./notes.ts";

/** What is known of a container of a node host. */
export async function containerDossier(
  api: ApiClient,
  found: Container,
  cli: CommandLine,
): Promise<Dossier> {
  const [container, { notes, members: _others, ...host }] = await Promise.all([
    api.ask(Container, { path: containerPathOf(found) }),
    api.ask(NodeDetail, { path: nodePath(found.serverId) }),
  ]);
  const { serverId, name, stats } = container;
  const key = targetName({ serverId, container: name });
  const nickname = told(stats?.nickname ?? null);
  return {
    title: nickname === null ? visible(key) : `${visible(key)} (${nickname})`,
    member: container,
    parts: [{ kind: "container", key }],
    facts: [
      ...stateFacts(container, host, cli),
      ...chainFacts(container, cli),
      ...validatorFacts(container, cli),
      ...imageFacts(container, cli),
    ],
    notes: noteLines(notes.filter((note) => note.container === name), cli, name),
  };
}

/** What a container was when its host was heard last is not what it is: its host comes with it. */
function stateFacts(container: Container, host: Node, cli: CommandLine): Fact[] {
  const { console, texts: { show: { labels, yes, no } } } = cli;
  const { health, reason, present, configured, maintenance, statsAt } = container;
  const { state, since } = host.liveness;
  return [
    [labels.state, console.state(health === "running" ? "containerRunning" : health)],
    [labels.why, console.sentence(reason) || null],
    [labels.host, `${visible(host.name)} · ${heldSince(console.state(state), since, cli)}`],
    [labels.read, ago(statsAt, cli)],
    maintenanceFact(maintenance, cli),
    [labels.shouldRun, configured ? yes : no],
    [labels.reported, present ? null : no],
  ];
}

function chainFacts({ stats }: Container, cli: CommandLine): Fact[] {
  if (stats === null) return [];
  const { console, texts: { show: { labels, blocks, of } } } = cli;
  const { syncState, currentBlock, finalizedBlock, targetBlock, peers } = stats;
  const { memoryUsedBytes, memoryLimitBytes, dataBytes } = stats;
  const height = currentBlock === null ? null : blocks(currentBlock, finalizedBlock, targetBlock);
  const used = wordBytes(memoryUsedBytes);
  return [
    [labels.chain, syncState === null ? null : console.stateWord(syncState, "chain")],
    [labels.height, height],
    [labels.peers, told(peers)],
    ["CPU", `${Math.round(stats.cpuPercent)} %`],
    [labels.memory, memoryLimitBytes === null ? used : of(used, wordBytes(memoryLimitBytes))],
    [labels.chainData, dataBytes === null ? null : wordBytes(dataBytes)],
  ];
}

function validatorFacts({ validator, era, payout, backup }: Container, cli: CommandLine): Fact[] {
  const { labels, active, notActive, unclaimed } = cli.texts.show;
  const duty = validator === null || validator.active === null
    ? null
    : `${validator.active ? active : notActive}, ${ago(validator.at, cli)}`;
  const waits = payout === null ? null : payout.error ?? unclaimed(payout.unclaimed ?? 0);
  return [
    [labels.validator, duty, told(validator?.account ?? null)],
    [labels.era, told(era)],
    [labels.payout, waits === null ? null : cli.console.sentence(waits)],
    [labels.keyBackup, backup && `${ago(backup.at, cli)}: ${visible(backup.file)}`],
  ];
}

function imageFacts({ stats, createdAt }: Container, cli: CommandLine): Fact[] {
  const { labels } = cli.texts.show;
  return [
    [labels.image, told(stats?.imageName ?? null)],
    [labels.docker, stats === null ? null : told(`${stats.id}, ${stats.status}`)],
    [labels.knownSince, localTime(createdAt, cli)],
  ];
}
