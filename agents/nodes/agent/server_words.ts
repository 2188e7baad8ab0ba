import { eitherField, isFrame, type WireFrame } from "./wire_frame.ts";

/** What a frame of the server's means to the agent. */
export type ServerWord =
  | { readonly type: "command" | "cancel" | "ping" }
  /** It has a reading or a summary. */
  | { readonly type: "sampleAcknowledged"; readonly sequence: number }
  /** It has a delivery. `of`: a command's id or a container; null where it does not say. */
  | { readonly type: "acknowledged"; readonly acknowledgement: string; readonly of: string | null }
  /** It remembers the era of each node. */
  | { readonly type: "eras"; readonly eras: Readonly<Record<string, number>> }
  | { readonly type: "complaint"; readonly text: string }
  /** Nothing at all. */
  | { readonly type: "nothing"; readonly name: string };

type Reader = (frame: WireFrame) => ServerWord | undefined;

/** A Map, so that a type called `constructor` finds nothing. Source: node guides; fielded builds M11. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["command", () => ({ type: "command" })],
  ["command_cancel", () => ({ type: "cancel" })],
  ["ping", () => ({ type: "ping" })],
  ["stats_ack", readSampleAcknowledgement],
  ["summary_ack", readSampleAcknowledgement],
  ["command_ack", readAcknowledgement("command_ack", ["command_id", "id"])],
  ["key_update_ack", readAcknowledgement("key_update_ack", ["container"])],
  ["backup_complete_ack", readAcknowledgement("backup_complete_ack", ["container"])],
  ["register_ack", readEras],
  ["error", readComplaint],
]);

/** Complaints are for the log. */
const MAX_COMPLAINT_CHARS = 300;

/** Reads a frame; never throws. */
export function serverWord(frame: WireFrame & { readonly type: string }): ServerWord {
  const word = READERS.get(frame.type)?.(frame);
  return word ?? { type: "nothing", name: frame.type.replace(/\p{C}/gu, "").slice(0, 64) };
}

function readSampleAcknowledgement(frame: WireFrame): ServerWord | undefined {
  const sequence = eitherField(frame, "sequence");
  return typeof sequence === "number" ? { type: "sampleAcknowledged", sequence } : undefined;
}

function readAcknowledgement(acknowledgement: string, names: readonly string[]): Reader {
  return (frame) => {
    const status = eitherField(frame, "status") ?? "success";
    if (status !== "success") return undefined;
    const of = names.map((name) => eitherField(frame, name)).find((each) =>
      typeof each === "string"
    );
    return { type: "acknowledged", acknowledgement, of: typeof of === "string" ? of : null };
  };
}

function readEras(frame: WireFrame): ServerWord | undefined {
  const told = eitherField(frame, "last_era_info");
  if (!isFrame(told)) return undefined;
  const known = Object.entries(told).filter((entry): entry is [string, number] =>
    Number.isSafeInteger(entry[1])
  );
  return { type: "eras", eras: Object.fromEntries(known) };
}

function readComplaint(frame: WireFrame): ServerWord {
  const texts = [eitherField(frame, "message"), eitherField(frame, "detail")];
  const text = texts.filter((each) => typeof each === "string").join(": ");
  return { type: "complaint", text: text.replace(/\p{C}/gu, "").slice(0, MAX_COMPLAINT_CHARS) };
}
