import type { Camera } from "../../protocols/api/camera.ts";
import type { ApiClient } from "../api/api_client.ts";
import { cameraPathOf } from "../api/find_camera.ts";
import { ago } from "../api/listing.ts";
import type { CommandLine } from "../command_line.ts";
import { wordBytes } from "../terminal/byte_progress.ts";
import { wordDuration } from "../terminal/durations.ts";
import { localTime } from "../terminal/moments.ts";
import { visible } from "../terminal/visible.ts";
import type { Dossier } from "./dossier.ts";
import { type Fact, heldSince, presenceFacts } from "./facts.ts";
import { presenceLines } from "./notes.ts";

/** What is known of a camera. */
export async function cameraDossier(
  api: ApiClient,
  camera: Camera,
  most: number,
  cli: CommandLine,
): Promise<Dossier> {
  const { id, name } = camera;
  return {
    title: cli.texts.show.numbered(visible(name), id),
    member: camera,
    parts: [{ kind: "camera", key: String(id) }],
    facts: [
      ...presenceFacts(camera, cli),
      ...streamFacts(camera, cli),
      ...viewerFacts(camera, cli),
      ...placeFacts(camera, cli),
    ],
    notes: await presenceLines(api, cameraPathOf(id), most, cli),
  };
}

function streamFacts(camera: Camera, cli: CommandLine): Fact[] {
  const { console, texts } = cli;
  const { labels, rates, keyframes } = texts.show;
  const { stream, since, reason, picture, figures } = camera;
  const { framesPerSecond, bitrateKbps, keyframeIntervalMs } = figures;
  const isLive = stream === "streaming";
  const shown = picture &&
    `${picture.width}×${picture.height} ${visible(picture.profile ?? picture.codec)}`;
  return [
    [
      labels.stream,
      heldSince(console.state(stream, "stream"), since, cli),
      console.sentence(reason) || null,
    ],
    [labels.picture, shown],
    [
      labels.rates,
      isLive ? rates(framesPerSecond.toFixed(1), Math.round(bitrateKbps)) : null,
      isLive && keyframeIntervalMs !== null
        ? keyframes(wordDuration(keyframeIntervalMs, texts))
        : null,
    ],
  ];
}

function viewerFacts({ viewers, recording }: Camera, cli: CommandLine): Fact[] {
  const { labels, nobody, recorded, dropped } = cli.texts.show;
  const lines = viewers.map(({ kind, peerAddress, since, droppedFrames }) =>
    [
      `${kind} ${visible(peerAddress)}`,
      ago(since, cli),
      ...(droppedFrames === 0 ? [] : [dropped(droppedFrames)]),
    ].join(" · ")
  );
  const disk = recording &&
    recorded(ago(recording.startedAt, cli), wordBytes(recording.bytes));
  return [
    [labels.recording, disk, recording?.problem ? cli.console.sentence(recording.problem) : null],
    [labels.viewers, ...(lines.length === 0 ? [nobody] : lines)],
  ];
}

function placeFacts(camera: Camera, cli: CommandLine): Fact[] {
  const { labels, yes, no } = cli.texts.show;
  const { address, port, answeredAt, relayPort, configured, figures, createdAt } = camera;
  return [
    [labels.address, visible(`${address}:${port}`)],
    [labels.answered, ago(answeredAt, cli)],
    [labels.relayPort, relayPort === null ? null : String(relayPort)],
    [labels.configured, configured ? yes : no],
    [labels.connects, String(figures.connects)],
    [labels.knownSince, localTime(createdAt, cli)],
  ];
}
