import type { Command } from "commander";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { CommandFailure, EXIT } from "../../failure.ts";
import { cameraPathOf, findCamera } from "../../api/find_camera.ts";
import { visible } from "../../terminal/visible.ts";
import { addDiscovery } from "./camera_discovery.ts";
import { addDownload } from "./camera_download.ts";
import { addCameraRecord } from "./camera_record.ts";
import { addDeleteRecording, addRecordings } from "./camera_recordings.ts";
import { addForget } from "../forget.ts";

type SnapshotOptions = ClientOptions & { readonly output: string };

/** `camera record`, `recordings`, `download`, `delete-recording`, `snapshot`, `discovery` and `forget` */
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
  addDownload(camera, cli);
  addDeleteRecording(camera, cli);
  addSnapshot(camera, cli);
  addDiscovery(camera, cli);
  addCameraForget(camera, cli);
}

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

function addCameraForget(camera: Command, cli: CommandLine): void {
  const { texts } = cli;
  const { about, arguments: named, options, forgotten } = texts.cameras;
  addForget(camera, cli, {
    about: about.forget,
    argument: ["<camera>", named.camera],
    force: options.force,
    example: "camera forget 10.0.0.77",
    async find(api, typed) {
      const { id, name } = await findCamera(api, typed, texts);
      return { path: cameraPathOf(id), told: { id, name }, said: forgotten(visible(name)) };
    },
  });
}
