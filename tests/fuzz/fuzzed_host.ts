import { createScriptedCamera } from "../../agents/cameras/scripted_camera.ts";
import { startGuideServer } from "../../agents/sync/guide_server.ts";
import { Api } from "../support/api/api.ts";
import { ADMIN_TOKEN } from "../support/host_settings.ts";
import { Lines } from "../support/lines.ts";
import { numberedPictures } from "../support/cameras/numbered_pictures.ts";
import { projectTask } from "../support/processes/project_task.ts";
import { signalChild } from "../support/processes/signal_child.ts";
import type { HostileServer } from "./hostile_server.ts";

/** A cold start with a certificate to be made, on a busy machine. */
const START_MS = 60_000;
const PICTURES_PER_SECOND = 20;
const PORTS = ["http", "device", "tls", "mqtt", "relay"].flatMap((name) => [`--${name}-port`, "0"]);

/** A control host as `deno task start` runs it, with a healthy camera and whatever else it dials. */
export interface FuzzedHost {
  readonly url: string;
  readonly api: Api;
  readonly pid: number;
  /** Everything that it has said. */
  readonly said: Lines;
  /** Undefined while it runs. */
  readonly ended: number | undefined;
  /** Resolves when it has ended, which is a failure while anybody uses it. */
  readonly gone: Promise<unknown>;
  /** The port behind a name of the start-up lines, or `relay` of the healthy camera. */
  port(name: string): number;
}

/** Runs `use` beside a host that dials those servers as its cameras and its polled sync hosts, and stops it. */
export async function withFuzzedHost(
  servers: {
    readonly cameras: readonly HostileServer[];
    readonly polled: readonly HostileServer[];
  },
  use: (host: FuzzedHost) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "signalbox-fuzz-" });
  const camera = createScriptedCamera({
    tape: numberedPictures(30),
    framesPerSecond: PICTURES_PER_SECOND,
  });
  await camera.start();
  const guide = await startGuideServer();
  try {
    const at = ({ address, port }: HostileServer) => ({ address, port });
    const config = {
      cameras: [
        { name: "Healthy", address: camera.address, port: camera.port },
        ...servers.cameras.map((server, n) => ({ name: `Hostile-${n}`, ...at(server) })),
      ],
      syncHosts: [
        { name: "Polled", poll: { address: "127.0.0.1", port: guide.port } },
        ...servers.polled.map((server, n) => ({
          name: `Hostile-${n}`,
          poll: at(server),
        })),
      ],
    };
    await Deno.writeTextFile(`${folder}/site.json`, JSON.stringify(config));
    await withHost(folder, use);
  } finally {
    await Promise.all([camera.stop(), guide.stop()]);
    await Deno.remove(folder, { recursive: true });
  }
}

async function withHost(folder: string, use: (host: FuzzedHost) => Promise<void>): Promise<void> {
  const flags = ["--host", "127.0.0.1", "--device-host", "127.0.0.1", "--tls-self-signed"];
  const words = ["--data-dir", `${folder}/data`, "--config", `${folder}/site.json`];
  const env = { SIGNALBOX_ADMIN_TOKEN: ADMIN_TOKEN };
  const child = projectTask("start", [...flags, ...PORTS, ...words], env).spawn();
  const [out, said] = [new Lines(child.stdout), new Lines(child.stderr)];
  let ended: number | undefined;
  const status = child.status.then(({ code }) => ended = code);
  try {
    await said.find((line) => line.startsWith("Signalbox is ready"), START_MS);
    const url = `http://127.0.0.1:${portIn(said, "http")}`;
    const api = new Api(url);
    const { relayPort } = await api.call<{ relayPort: number | null }>("/api/v1/cameras/Healthy");
    await use({
      url,
      api,
      said,
      pid: child.pid,
      gone: status,
      get ended() {
        return ended;
      },
      port: (name) => name === "relay" ? relayPort ?? 0 : portIn(said, name),
    });
  } finally {
    signalChild(child, "SIGTERM");
    await Promise.all([status, out.ended, said.ended]);
  }
}

function portIn({ all }: Lines, name: string): number {
  const pattern = new RegExp(`^ +${name} +127\\.0\\.0\\.1:(\\d+)`);
  const line = all.find((each) => pattern.test(each));
  return Number(pattern.exec(line ?? "")?.[1] ?? 0);
}
