import type { NodeOrder } from "./command_runner.ts";
import { isFrame, type WireFrame } from "./wire_frame.ts";

/** A command frame: one that can be carried out, or why not. */
export type ReadOrder =
  | { readonly ok: true; readonly order: NodeOrder }
  | { readonly ok: false; readonly id: string; readonly error: string };

/** Ids are some 30 characters; servers may choose longer ones. */
const MAX_ID_CHARS = 256;
/** The longest name of a command has 16, the longest of a container 128. */
const MAX_WORD_CHARS = 256;

/** Reads a `command` frame; its fields may also stand at the top. Source: node guides, section 2.1. */
export function readOrder(frame: WireFrame, serverId: string): ReadOrder {
  const data = isFrame(frame.data) ? frame.data : frame;
  const id = readId(data) ?? crypto.randomUUID();
  const refused = (error: string): ReadOrder => ({ ok: false, id, error });
  if (readId(data) === undefined) {
    return refused("The command has no id: nothing was done.");
  }
  const other = data.serverId ?? data.server_id;
  if (typeof other === "string" && other.toLowerCase() !== serverId.toLowerCase()) {
    return refused(`The command is for ${clip(other)}, and this is ${serverId}: nothing was done.`);
  }
  const { command, target = null, params } = data;
  if (typeof command !== "string" || command === "" || command.length > MAX_WORD_CHARS) {
    return refused("The frame names no command: nothing was done.");
  }
  if (target !== null && (typeof target !== "string" || target.length > MAX_WORD_CHARS)) {
    return refused("target must be the name of a container: nothing was done.");
  }
  if (params !== undefined && params !== null && !isFrame(params)) {
    return refused("params must be an object: nothing was done.");
  }
  return { ok: true, order: { id, command, target: target || null, params: params ?? {} } };
}

/** The id of a `command_cancel` frame; undefined when it has none. */
export function readCancel(frame: WireFrame): string | undefined {
  return readId(isFrame(frame.data) ? frame.data : frame);
}

function readId({ id, command_id: other }: WireFrame): string | undefined {
  const found = id ?? other;
  if (typeof found === "number") return String(found);
  return typeof found === "string" && found !== "" && found.length <= MAX_ID_CHARS
    ? found
    : undefined;
}

function clip(text: string): string {
  return text.replace(/\p{C}/gu, "").slice(0, 64);
}
