import type { Command } from "commander";
import type { ApiClient } from "../../api/api_client.ts";
import { findCamera } from "../../api/find_camera.ts";
import { findRecording, type FoundRecording } from "../../api/find_recording.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { CommandFailure, EXIT } from "../../failure.ts";
import type { DownloadFile, DownloadPlace } from "../../host/download_host.ts";
import { byteProgress, wordBytes } from "../../terminal/byte_progress.ts";
import { visible } from "../../terminal/visible.ts";

type Options = ClientOptions & { readonly output?: string };

/** `camera download` */
export function addDownload(camera: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts.cameras;
  const command = camera.command("download").description(about.download)
    .argument("<camera>", named.camera)
    .argument("<file>", named.file)
    .option("-o, --output <file>", options.downloadTo);
  cli.clientOptions(command);
  cli.examples(
    command,
    "camera download Entrance 20260301_093000.000.mp4",
    "camera download Entrance 20260301_093000.000.mp4 -o incident.mp4",
  );
  command.action(
    cli.action((typed: string, file: string, flags: Options) => download(cli, typed, file, flags)),
  );
}

async function download(
  cli: CommandLine,
  typed: string,
  file: string,
  flags: Options,
): Promise<number> {
  const { console, texts: { cameras: words } } = cli;
  const api = cli.api(flags);
  const { id } = await findCamera(api, typed, cli.texts);
  const found = await findRecording(api, id, file, cli.texts);
  const path = flags.output ?? file;
  // Recordings of two cameras that began together have one name.
  const place = { path, unfinished: `${path}.camera-${id}.part` };
  const target = await opened(place, cli);
  try {
    const bytes = await fill(target, place, found, api, cli, flags);
    const named = await target.finish().catch((cause) => {
      throw cannotWrite(path, cause, cli);
    });
    if (!named) throw new CommandFailure(words.alreadyThere(visible(path)));
    if (flags.json) console.json({ file: path, bytes, finished: found.recording.finished });
    else {
      console.line(visible(path));
      console.warn(words.fetched(wordBytes(bytes)));
      if (!found.recording.finished) console.warn(words.wasBeingWritten);
    }
    return EXIT.ok;
  } finally {
    target.close();
  }
}

async function opened(place: DownloadPlace, cli: CommandLine): Promise<DownloadFile> {
  const { openDownload } = cli.host;
  if (openDownload === undefined) throw new CommandFailure(cli.texts.cameras.noDisk);
  const file = await openDownload(place).catch((cause: unknown) => {
    throw cannotWrite(place.path, cause, cli);
  });
  if (file !== undefined) return file;
  throw new CommandFailure(cli.texts.cameras.alreadyThere(visible(place.path)));
}

function cannotWrite(path: string, cause: unknown, { texts }: CommandLine): CommandFailure {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CommandFailure(texts.cameras.cannotWrite(visible(path), visible(reason)));
}

/** Writes what is not there yet, and answers how much there is. Fails where any of it is still missing. */
async function fill(
  target: DownloadFile,
  { unfinished }: DownloadPlace,
  { recording, path }: FoundRecording,
  api: ApiClient,
  cli: CommandLine,
  flags: Options,
): Promise<number> {
  const { console, texts: { cameras: words } } = cli;
  const { bytes: total } = recording;
  const { bytes: from } = target;
  if (from > total) throw new CommandFailure(words.otherPart(visible(unfinished)));
  if (from === total) return total;
  if (from > 0 && !flags.json) console.warn(words.goesOn(wordBytes(from)));
  const enough = cli.typist?.enough;
  const progress = byteProgress(cli, flags);
  let done = from;
  let why = "";
  try {
    for await (const chunk of await api.download({ path }, { from, enough })) {
      await target.write(chunk);
      progress.show({ phase: "download", doneBytes: done += chunk.length, totalBytes: total });
    }
  } catch (cause) {
    if (cause instanceof CommandFailure && !enough?.aborted) throw cause;
    if (!enough?.aborted) why = visible(cause instanceof Error ? cause.message : String(cause));
  } finally {
    progress.end();
  }
  if (done >= total) return done;
  throw new CommandFailure(words.incomplete(wordBytes(total - done), why), words.sameLine);
}
