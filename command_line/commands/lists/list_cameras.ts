import type { Command } from "commander";
import { Camera, StreamState } from "../../../protocols/api/camera.ts";
import { Liveness } from "../../../protocols/api/scalars.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { ago, limitOf, printListing } from "../../api/listing.ts";
import { oneOf } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";
import { presenceCell } from "../../terminal/presence_cell.ts";

interface Options extends ClientOptions {
  readonly query?: string;
  readonly liveness?: string;
  readonly stream?: string;
  readonly limit?: string;
}

/** `list cameras` */
export function addListCameras(list: Command, cli: CommandLine): void {
  const { options, defaultOf, cameras } = cli.texts;
  const command = list.command("cameras").description(cameras.about.list)
    .option("--query <text>", cameras.options.query)
    .option("--liveness <state>", options.liveness)
    .option("--stream <state>", cameras.options.stream)
    .option("--limit <count>", `${options.limit} (${defaultOf("1000")})`);
  cli.clientOptions(command);
  cli.examples(command, "list cameras", "list cameras --stream stalled");
  command.action(cli.action((flags: Options) => showCameras(cli, flags)));
}

async function showCameras(cli: CommandLine, flags: Options): Promise<number> {
  const { texts } = cli;
  const limit = limitOf(flags.limit ?? "1000", cli);
  const word = <const T extends string>(
    flag: string,
    typed: string | undefined,
    all: readonly T[],
  ) => typed === undefined ? undefined : oneOf(flag, typed, all, texts);
  const query = {
    q: flags.query,
    liveness: word("--liveness", flags.liveness, Liveness.options),
    stream: word("--stream", flags.stream, StreamState.options),
  };
  const { items, more } = await cli.api(flags).pages(Camera, { path: "/cameras", query }, limit);
  const { id, name, state, address, reason } = texts.columns;
  const { stream, fps, picture, viewers, recording } = texts.cameras.columns;
  return printListing(cli, {
    kind: "cameras",
    items,
    query,
    cutAt: more ? limit : undefined,
    heads: [id, name, state, stream, fps, picture, viewers, recording, address, reason],
    spare: 5,
    row: (camera) => cameraCells(camera, cli),
  }, flags.json === true);
}

function cameraCells(camera: Camera, cli: CommandLine): string[] {
  const { picture, figures, recording } = camera;
  const streaming = camera.stream === "streaming";
  return [
    String(camera.id),
    visible(camera.name),
    presenceCell(camera.liveness.state, camera.maintenance, cli),
    cli.console.state(camera.stream, "stream"),
    streaming ? figures.framesPerSecond.toFixed(1) : "-",
    picture === null ? "-" : `${picture.width}×${picture.height} ${picture.codec}`,
    String(camera.viewers.length),
    recording === null ? "-" : `${cli.texts.cameras.recording} ${ago(recording.startedAt, cli)}`,
    visible(`${camera.address}:${camera.port}`),
    cli.console.sentence(
      recording?.problem ?? (streaming ? camera.liveness.reason : camera.reason),
    ),
  ];
}
