import type { Camera, Recording } from "../../../protocols/api/camera.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Asked } from "./fake_api.ts";
import { commandRow, displayBody, TIME } from "./samples.ts";

/** Cameras of a control host's API in memory, as far as the command line uses them. */
export class FakeCameras {
  readonly cameras: Camera[] = [];
  readonly recordings: Recording[] = [];
  readonly picture = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
  /** Every recording holds this. */
  readonly recorded = new TextEncoder().encode("all that was recorded");
  /** Bytes after which a download breaks off; undefined: never. */
  breaksAfter: number | undefined;
  readonly #submit: (row: Command) => Command;

  constructor(submit: (row: Command) => Command) {
    this.#submit = submit;
  }

  add(name: string, different: Partial<Camera> = {}): void {
    this.cameras.push(cameraBody(this.cameras.length + 1, name, different));
  }

  /** Undefined: it is no request about cameras, or about one that is not there. */
  answer({ method, path, body, query, headers }: Asked): Response | undefined {
    const [, kind, camera, part, file] = path.split("/");
    if (kind !== "cameras") return undefined;
    if (camera === undefined) return this.#list(query);
    if (camera === "commands") return this.#broadcast(body);
    const found = this.#find(camera);
    if (!found) return undefined;
    switch (`${method} ${part ?? ""}`) {
      case "GET ":
        return Response.json(found);
      case "GET recordings":
        return file === undefined
          ? Response.json({ items: this.recordings })
          : this.#download(headers.get("range"));
      case "GET snapshot.jpg":
        return new Response(this.picture);
      case "DELETE recordings":
        this.recordings.splice(this.recordings.findIndex(({ name }) => name === file), 1);
        return new Response(null, { status: 204 });
      case "DELETE ":
        this.cameras.splice(this.cameras.indexOf(found), 1);
        return new Response(null, { status: 204 });
    }
    return undefined;
  }

  #download(range: string | null): Response {
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    const bytes = this.recorded.subarray(from, this.breaksAfter);
    return new Response(bytes, { status: range === null ? 200 : 206 });
  }

  #find(nameOrId: string): Camera | undefined {
    return this.cameras.find(({ name }) => name === nameOrId) ??
      this.cameras.find(({ id }) => [String(id), `id:${id}`].includes(nameOrId)) ??
      this.cameras.find(({ address }) => address === nameOrId);
  }

  #list(query: URLSearchParams): Response {
    const stream = query.get("stream");
    const items = this.cameras.filter((camera) => stream === null || camera.stream === stream);
    return Response.json({ items, nextCursor: null });
  }

  #broadcast({ action, cameras }: Asked["body"]): Response {
    const wanted = Array.isArray(cameras) ? cameras : this.cameras.map(({ id }) => String(id));
    const commands = wanted.map((typed: string) => {
      const found = this.#find(typed);
      const target = { kind: "camera", key: String(found?.id), name: found?.name ?? typed };
      const row = commandRow("", target, String(action), {}, null);
      return this.#submit({ ...row, target });
    });
    return Response.json({ commands }, { status: 202 });
  }
}

/** A camera that streams. */
export function cameraBody(id: number, name: string, different: Partial<Camera> = {}): Camera {
  return {
    id,
    name,
    configured: false,
    address: `10.0.1.${id}`,
    port: 8000,
    answeredAt: TIME,
    stream: "streaming",
    since: TIME,
    reason: "",
    format: "annexB",
    picture: {
      codec: "h264",
      width: 1280,
      height: 720,
      framesPerSecond: 30,
      codecString: "avc1.42c01f",
      profile: "Constrained Baseline 3.1",
    },
    figures: {
      framesPerSecond: 29.97,
      bitrateKbps: 4_000,
      keyframeIntervalMs: 1_000,
      frames: 900,
      bytes: 15_000_000,
      connects: 1,
      skippedBytes: 0,
    },
    liveness: displayBody(1, "any").liveness,
    maintenance: null,
    viewers: [],
    recording: null,
    relayPort: null,
    createdAt: TIME,
    ...different,
  };
}

/** Ten minutes that a camera was recorded. */
export function recordingBody(name: string, different: Partial<Recording> = {}): Recording {
  return {
    name,
    startedAt: TIME,
    endedAt: new Date(Date.parse(TIME) + 600_000).toISOString(),
    bytes: 450_000_000,
    finished: true,
    width: 1280,
    height: 720,
    ...different,
  };
}
