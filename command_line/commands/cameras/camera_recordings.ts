import type { Command } from "commander";
import { findCamera } from "../../api/find_camera.ts";
import { findRecording, recordingsOf } from "../../api/find_recording.ts";
import { printListing } from "../../api/listing.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { confirmedDeed } from "../../orders/confirm_deed.ts";
import { wordDuration } from "../../terminal/durations.ts";
import { localTime } from "../../terminal/moments.ts";
import { visible } from "../../terminal/visible.ts";

type DeleteOptions = ClientOptions & { readonly yes?: true };

const MB = 1_000_000;

/** `camera recordings` */
export function addRecordings(camera: Command, cli: CommandLine): void {
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
  const items = await recordingsOf(api, id);
  return printListing(cli, {
    kind: "recordings",
    items,
    heads: [columns.file, columns.began, columns.length, columns.picture, columns.size],
    row: ({ name, startedAt, endedAt, width, height, bytes, finished }) => [
      visible(name),
      localTime(startedAt, cli),
      wordDuration(Date.parse(endedAt) - Date.parse(startedAt), cli.texts),
      width === null ? "-" : `${width}×${height}`,
      `${(bytes / MB).toFixed(1)} MB${finished ? "" : ` (${beingWritten})`}`,
    ],
  }, flags.json === true);
}

/** `camera delete-recording` */
export function addDeleteRecording(camera: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts.cameras;
  const command = camera.command("delete-recording").description(about.deleteRecording)
    .argument("<camera>", named.camera)
    .argument("<file>", named.file)
    .option("--yes", options.yes);
  cli.clientOptions(command);
  cli.examples(command, "camera delete-recording Entrance 20260301_093000.000.mp4");
  command.action(
    cli.action((typed: string, file: string, flags: DeleteOptions) =>
      deleteRecording(cli, typed, file, flags)
    ),
  );
}

/** The file is looked for first, so that nobody confirms what is not there. */
async function deleteRecording(
  cli: CommandLine,
  typed: string,
  file: string,
  flags: DeleteOptions,
): Promise<number> {
  const { texts, console } = cli;
  const api = cli.api(flags);
  const { id, name } = await findCamera(api, typed, texts);
  const { recording, path } = await findRecording(api, id, file, texts);
  await confirmedDeed(cli, {
    name: "camera delete-recording",
    danger: texts.cameras.deleteDanger,
    whom: visible(file),
    declined: texts.nothingDone,
  }, flags.yes === true);
  await api.order({ method: "DELETE", path });
  if (flags.json) console.json(recording);
  else console.line(texts.cameras.recordingDeleted(visible(file), visible(name)));
  return EXIT.ok;
}
