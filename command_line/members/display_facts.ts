import type { Display, DisplayDetail } from "../../protocols/api/display.ts";
import { PresetList } from "../../protocols/api/preset.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { wordDuration } from "../terminal/durations.ts";
import { localTime } from "../terminal/moments.ts";
import { visible } from "../terminal/visible.ts";
import type { Dossier } from "./dossier.ts";
import { type Fact, presenceFacts, told } from "./facts.ts";
import { noteLines } from "./notes.ts";

/** What is known of a display. */
export async function displayDossier(
  api: ApiClient,
  { notes, ...display }: DisplayDetail,
  cli: CommandLine,
): Promise<Dossier> {
  const { id, name } = display;
  return {
    title: cli.texts.show.numbered(visible(name), id),
    member: display,
    parts: [{ kind: "display", key: String(id) }],
    facts: [
      ...presenceFacts(display, cli),
      ...workFacts(display, await presetName(api, display), cli),
      ...placeFacts(display, cli),
    ],
    notes: noteLines(notes, cli),
  };
}

/** Of the preset that it runs, where that is still there. */
async function presetName(
  api: ApiClient,
  { currentPresetId }: Display,
): Promise<string | undefined> {
  if (currentPresetId === null) return undefined;
  const { items } = await api.ask(PresetList, { path: "/presets" });
  return items.find(({ id }) => id === currentPresetId)?.name ?? String(currentPresetId);
}

function workFacts(display: Display, preset: string | undefined, cli: CommandLine): Fact[] {
  const { console, texts } = cli;
  const { labels, nothing } = texts.show;
  const { connected, health, processes, syncStatus, uptimeS } = display;
  return [
    [labels.health, console.state(health)],
    // One that was lost while it ran something told no names.
    [labels.runs, processes.map(visible).join(", ") || (health === "running" ? null : nothing)],
    [labels.preset, told(preset ?? null)],
    [labels.sync, told(syncStatus)],
    // Of one that is away, nobody knows whether it is up.
    [labels.upFor, connected && uptimeS !== null ? wordDuration(uptimeS * 1_000, texts) : null],
  ];
}

function placeFacts(display: Display, cli: CommandLine): Fact[] {
  const { labels, byHand } = cli.texts.show;
  const { name, aliases, macAddress, clientType, version, contenders } = display;
  const client = [clientType, version].filter((word) => word !== null).map(visible).join(" ");
  return [
    [labels.peer, told(display.peerAddress)],
    [labels.claimed, told(display.claimedAddress)],
    [labels.mac, macAddress && (display.macByHand ? `${macAddress} (${byHand})` : macAddress)],
    [labels.client, told(client)],
    [labels.can, told(display.capabilities.join(", "))],
    [labels.alsoCalled, told(aliases.filter((alias) => alias !== name).join(", "))],
    [labels.refused, told(contenders.join(", "))],
    [labels.knownSince, localTime(display.createdAt, cli)],
  ];
}
