import type { SyncHost } from "../../protocols/api/sync_host.ts";
import { type Wall, WallDetail } from "../../protocols/api/wall.ts";
import type { ApiClient } from "../api/api_client.ts";
import { syncHostPathOf } from "../api/find_sync_host.ts";
import { wallPathOf, wallsOf } from "../api/find_wall.ts";
import { ago } from "../api/listing.ts";
import type { CommandLine } from "../command_line.ts";
import { wordDuration } from "../terminal/durations.ts";
import { localTime } from "../terminal/moments.ts";
import { visible } from "../terminal/visible.ts";
import type { Dossier } from "./dossier.ts";
import { type Fact, heldSince, maintenanceFact, presenceFacts, told } from "./facts.ts";
import { syncHostLines } from "./notes.ts";

/** What is known of a sync host. */
export async function syncHostDossier(
  api: ApiClient,
  host: SyncHost,
  most: number,
  cli: CommandLine,
): Promise<Dossier> {
  const { id, name } = host;
  const walls = (await wallsOf(api)).filter(({ members }) =>
    members.some(({ hostId }) => hostId === id)
  );
  return {
    title: cli.texts.show.numbered(visible(name), id),
    member: host,
    parts: [{ kind: "syncHost", key: String(id) }],
    facts: [
      ...presenceFacts(host, cli),
      ...cardFacts(host, cli),
      [cli.texts.show.labels.wall, ...walls.map((wall) => wallLine(wall, cli))],
      ...placeFacts(host, cli),
    ],
    notes: await syncHostLines(api, syncHostPathOf(host), most, cli),
  };
}

function wallLine({ name, verdict }: Wall, { console }: CommandLine): string {
  return `${visible(name)} · ${console.state(verdict, "verdict")}`;
}

function cardFacts(host: SyncHost, cli: CommandLine): Fact[] {
  const { console, texts } = cli;
  const { labels, before, silent } = texts.show;
  const { state, since, previous, flapping, changes } = host;
  const was = previous &&
    before(console.state(previous.state), wordDuration(previous.heldMs, texts));
  return [
    [
      labels.sync,
      state === null ? null : heldSince(console.state(state), since, cli),
      flapping ? console.state("flapping") : null,
      was,
    ],
    [labels.changes, String(changes)],
    [labels.silent, host.silent && silent(host.silent.connections, ago(host.silent.lastAt, cli))],
  ];
}

function placeFacts(host: SyncHost, cli: CommandLine): Fact[] {
  const { labels, sources, yes, no } = cli.texts.show;
  const { claimedAddress, peerAddress, source, poll, configured, createdAt } = host;
  const asked = poll && visible(`${poll.address}:${poll.port}`);
  return [
    [labels.claimed, told(claimedAddress)],
    [labels.peer, told(peerAddress)],
    [labels.source, source && sources[source]],
    [labels.poll, asked, poll?.state === "down" ? cli.console.sentence(poll.detail) : null],
    [labels.configured, configured ? yes : no],
    [labels.knownSince, localTime(createdAt, cli)],
  ];
}

/** What is known of a wall. */
export async function wallDossier(
  api: ApiClient,
  found: Wall,
  cli: CommandLine,
): Promise<Dossier> {
  const { notes, ...wall } = await api.ask(WallDetail, { path: wallPathOf(found) });
  const { name, verdict, since, reason, members, culprits } = wall;
  const { console, texts: { show: { labels } } } = cli;
  return {
    title: visible(name),
    member: wall,
    parts: [{ kind: "wall", key: name }],
    facts: [
      [labels.state, heldSince(console.state(verdict, "verdict"), since, cli)],
      [labels.why, console.sentence(reason) || null],
      [
        labels.culprits,
        ...culprits.map((each) => `${visible(each.host)}: ${console.sentence(each.reason)}`),
      ],
      [
        labels.hosts,
        ...members.map(({ host, condition }) => `${visible(host)} · ${console.state(condition)}`),
      ],
      maintenanceFact(wall.maintenance, cli),
    ],
    notes: notes.map((note) => ({
      at: note.at,
      what: visible(note.by),
      text: visible(note.text),
      raw: note,
    })),
  };
}
