import type { Command } from "commander";
import { RecordingList } from "../../protocols/api/camera.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { wordDuration } from "../terminal/durations.ts";
import { CommandFailure, EXIT } from "../failure.ts";
import { cameraPathOf, findCamera } from "../api/find_camera.ts";
import { printListing } from "../api/listing.ts";
import { localTime } from "../terminal/moments.ts";
import { visible } from "../terminal/visible.ts";
import { addCameraRecord } from "./camera_record.ts";

type SnapshotOptions = ClientOptions & { readonly output: string };
type ForgetOptions = ClientOptions & { readonly force?: true };

/** `camera record`, `recordings`, `snapshot` and `forget` */
export function addCamera(program: Command, cli: CommandLine): void {
  const camera = program.command("camera").description(cli.texts.cameras.about.camera);
  cli.examples(
    camera,
    "camera record start Entrance",
    "camera recordings Entrance",
    "camera snapshot Entrance --output entrance.jpg",
  );
  addCameraRecord(camera, cli);
  addRecordings(camera, cli);
  addSnapshot(camera, cli);
  addForget(camera, cli);
}

function addRecordings(camera: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts.cameras;
  const command = camera.command("recordings").description(about.recordings)
    .argument("<camera>", named.camera);
  cli.clientOptions(command);
  cli.examples(command, "camera recordings Entrance", "camera recordings 3 --json");
  command.action(
    cli.action((typed: string, flags: ClientOptions) => showRecordings(cli, typed, flags)),
  );
}

async function showRecordings(
  cli: CommandLine,
  typed: string,
  flags: ClientOptions,
): Promise<number> {
  const { columns, beingWritten } = cli.texts.cameras;
  const api = cli.api(flags);
  const { id } = await findCamera(api, typed, cli.texts);
  const { items } = await api.ask(RecordingList, { path: `${cameraPathOf(id)}/recordings` });
  return printListing(cli, {
    kind: "recordings",
    items,
    heads: [columns.file, columns.began, columns.length, columns.picture, columns.size],
    row: ({ name, startedAt, endedAt, width, height, bytes, finished }) => [
      visible(name),
      localTime(startedAt, cli),
      wordDuration(Date.parse(endedAt) - Date.parse(startedAt)),
      width === null ? "-" : `${width}×${height}`,
      `${(bytes / MB).toFixed(1)} MB${finished ? "" : ` (${beingWritten})`}`,
    ],
  }, flags.json === true);
}

const MB = 1_000_000;

function addSnapshot(camera: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts.cameras;
  const command = camera.command("snapshot").description(about.snapshot)
    .argument("<camera>", named.camera)
    .requiredOption("-o, --output <file>", options.output);
  cli.clientOptions(command);
  cli.examples(command, "camera snapshot Entrance --output entrance.jpg");
  command.action(
    cli.action((typed: string, flags: SnapshotOptions) => takeSnapshot(cli, typed, flags)),
  );
}

async function takeSnapshot(
  cli: CommandLine,
  typed: string,
  flags: SnapshotOptions,
): Promise<number> {
  const { console, host, texts } = cli;
  const api = cli.api(flags);
  const { id } = await findCamera(api, typed, texts);
  const picture = await api.bytes({ path: `${cameraPathOf(id)}/snapshot.jpg` });
  const path = flags.output;
  await host.writeFile(path, picture).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandFailure(texts.cameras.cannotWrite(visible(path), visible(reason)));
  });
  if (flags.json) console.json({ file: path, bytes: picture.length });
  else console.line(texts.cameras.written(visible(path), picture.length));
  return EXIT.ok;
}

function addForget(camera: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts.cameras;
  const command = camera.command("forget").description(about.forget)
    .argument("<camera>", named.camera)
    .option("--force", options.force);
  cli.clientOptions(command);
  cli.examples(command, "camera forget 10.0.0.77");
  command.action(cli.action((typed: string, flags: ForgetOptions) => forget(cli, typed, flags)));
}

async function forget(cli: CommandLine, typed: string, flags: ForgetOptions): Promise<number> {
  const api = cli.api(flags);
  const { id, name } = await findCamera(api, typed, cli.texts);
  const query = flags.force ? { force: "true" } : {};
  await api.order({ method: "DELETE", path: cameraPathOf(id), query });
  if (flags.json) cli.console.json({ id, name });
  else cli.console.line(cli.texts.cameras.forgotten(visible(name)));
  return EXIT.ok;
}
