import type { RecordingReader } from "../../../actors/cameras/recording.ts";
import { recordingFolder } from "../../../actors/cameras/seat.ts";
import { CameraPath, RecordingList, RecordingPath } from "../../../protocols/api/camera.ts";
import { answer, apiRoute } from "../api_route.ts";
import { putDownAround } from "../requests/audit_notes.ts";
import { type ByteRange, byteRange } from "../requests/byte_range.ts";
import { recordingBody } from "../bodies/camera.ts";
import { findCamera } from "../video/camera_viewing.ts";
import { CAMERA } from "./cameras.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { ProblemError } from "../answers/problems.ts";
import { isoTime } from "../bodies/times.ts";
import { binary } from "../answers/video_answer.ts";

const RECORDINGS = `${CAMERA}/recordings` as const;
const RECORDING = `${RECORDINGS}/{name}` as const;

/** Read from the disk at a time: large enough to be few reads, small enough for many downloads at once. */
const CHUNK_BYTES = 256 * 1024;

/** Whoever may look at a stage live need not see what was done there last month. */
const RECORDED = { right: "recordings" } as const;

const list = apiRoute("view", {
  method: "get",
  path: RECORDINGS,
  operationId: "listRecordings",
  request: { params: CameraPath },
  responses: { 200: answer(RecordingList, "What is recorded, oldest first.") },
}, RECORDED);

const download = apiRoute("view", {
  method: "get",
  path: RECORDING,
  operationId: "downloadRecording",
  request: { params: RecordingPath },
  responses: {
    200: binary("video/mp4", "The recording; of one that is being written, what there is."),
    206: binary("video/mp4", "The part that the Range header asks for."),
  },
}, { ...RECORDED, takesBasic: true, cost: "expensive" });

const remove = apiRoute("admin", {
  method: "delete",
  path: RECORDING,
  operationId: "deleteRecording",
  request: { params: RecordingPath },
  responses: { 204: { description: "Deleted." } },
}, RECORDED);

/** Recordings of a camera: list, download, delete. */
export function registerRecordings(api: Api): void {
  api.openapi(list, async (c) => {
    const folder = await folderOf(c, c.req.valid("param").id);
    const segments = await c.var.deps.recordings.list(folder);
    return c.json({ items: segments.map(recordingBody) }, 200);
  });
  api.openapi(download, async (c) => {
    const { id, name } = c.req.valid("param");
    const folder = await folderOf(c, id);
    const reader = await c.var.deps.recordings.open(folder, name);
    if (!reader) throw noRecording(name);
    return await send(c, reader);
  });
  api.openapi(remove, async (c) => {
    const { id, name } = c.req.valid("param");
    const { recordings } = c.var.deps;
    const folder = await folderOf(c, id);
    const segment = (await recordings.list(folder)).find((each) => each.name === name);
    if (segment === undefined) throw noRecording(name);
    if (!segment.finished) throw beingWritten(name);
    const { startedAt, endedAt, bytes } = segment;
    const before = { startedAt: isoTime(startedAt), endedAt: isoTime(endedAt), bytes };
    const deed = { kind: "recording.removed", key: `${folder}/${name}`, name, before } as const;
    await putDownAround(c, deed, async () => {
      // Since we looked, somebody else has deleted it.
      if (!await recordings.remove(folder, name)) throw noRecording(name);
    });
    return c.body(null, 204);
  });
}

async function folderOf(c: ApiContext, nameOrId: string): Promise<string> {
  return recordingFolder(await findCamera(c, nameOrId));
}

function beingWritten(name: string): ProblemError {
  return new ProblemError({ code: "conflict", detail: `${name} is being written` });
}

function noRecording(name: string): ProblemError {
  return new ProblemError({ code: "notFound", detail: `there is no recording ${name}` });
}

async function send(c: ApiContext, reader: RecordingReader): Promise<Response> {
  const { bytes } = reader;
  const range = byteRange(c.req.header("Range"), bytes);
  if (range === "unsatisfiable") {
    await reader.close();
    const detail = `the recording has ${bytes} bytes`;
    throw new ProblemError({ code: "rangeNotSatisfiable", detail, length: bytes });
  }
  const { first, last } = range ?? { first: 0, last: bytes - 1 };
  const headers: Record<string, string> = {
    "Content-Type": "video/mp4",
    "Accept-Ranges": "bytes",
    "Content-Length": String(last - first + 1),
    ...(range === undefined ? {} : { "Content-Range": `bytes ${first}-${last}/${bytes}` }),
  };
  const status = range === undefined ? 200 : 206;
  if (c.req.method !== "HEAD") return c.body(contentOf(reader, { first, last }), status, headers);
  await reader.close();
  return c.body(null, status, headers);
}

/** As fast as it is taken; the file is closed at the end, and when the client has gone. */
function contentOf(
  reader: RecordingReader,
  { first, last }: ByteRange,
): ReadableStream<Uint8Array> {
  let position = first;
  async function next(): Promise<Uint8Array> {
    const into = new Uint8Array(Math.min(CHUNK_BYTES, last + 1 - position));
    const read = into.length === 0 ? 0 : await reader.read(into, position);
    if (read < Math.min(1, into.length)) throw new Error("the recording is shorter than it was");
    position += read;
    return into.subarray(0, read);
  }
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const chunk = await next();
        if (chunk.length > 0) controller.enqueue(chunk);
        if (position <= last) return;
        await reader.close();
        controller.close();
      } catch (error) {
        await reader.close();
        controller.error(error);
      }
    },
    cancel: () => reader.close(),
  }, new ByteLengthQueuingStrategy({ highWaterMark: 0 }));
}
