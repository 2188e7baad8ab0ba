/**
 * What is said to an mclient, spelled so that every build understands it at once.
 *
 * @example
 * ```ts
 * encodeNodeWord({ type: "statsReceived", sequence: 7 }, 1751600001210);
 * // '{"type":"stats_ack","status":"success","sequence":7,"data":{"sequence":7},"timestamp":1751600001210}'
 * ```
 * @module
 */
import type { NodeWord } from "./words.ts";

/** What the node guides' server says when a key is stored (section 3.2). */
export const KEY_STORED_TEXT = "세션 키 업데이트 완료";
/** Not in the guides, which leave a backup unanswered. */
export const BACKUP_STORED_TEXT = "키 백업 기록 완료";

/**
 * The frame of a word. Every frame is one object with `type` and `timestamp`; fields that builds look for in
 * different places are in all of them.
 *
 * @param now epoch milliseconds of our clock
 */
export function encodeNodeWord(word: NodeWord, now: number): string {
  switch (word.type) {
    case "statsReceived":
      return acknowledgement("stats_ack", word.sequence, now);
    case "summaryReceived":
      return acknowledgement("summary_ack", word.sequence, now);
    case "heartbeatReceived":
      return `{"type":"heartbeat_ack","timestamp":${now}}`;
    case "pongReturned":
      return `{"type":"pong","timestamp":${now}}`;
    default:
      return JSON.stringify({ ...spell(word, now), timestamp: now });
  }
}

/**
 * Builds look for `sequence` at the top or in `data`. Written by hand: one goes out for nearly every frame that
 * comes in. A sequence is a whole number, so nothing has to be escaped.
 */
function acknowledgement(type: string, sequence: number | null, now: number): string {
  const numbered = sequence === null
    ? ""
    : `"sequence":${sequence},"data":{"sequence":${sequence}},`;
  return `{"type":"${type}","status":"success",${numbered}"timestamp":${now}}`;
}

type RareWord = Exclude<
  NodeWord,
  { readonly type: "statsReceived" | "summaryReceived" | "heartbeatReceived" | "pongReturned" }
>;

function spell(word: RareWord, now: number): Record<string, unknown> {
  const status = "success";
  switch (word.type) {
    case "registered":
      return { type: "register_ack", status, serverId: word.serverId, message: word.message };
    case "commandReceived":
      return { type: "command_ack", status, command_id: word.commandId, id: word.commandId };
    case "keyStored":
      return {
        type: "key_update_ack",
        status,
        container: word.container,
        message: KEY_STORED_TEXT,
      };
    case "backupStored":
      return {
        type: "backup_complete_ack",
        status,
        container: word.container,
        message: BACKUP_STORED_TEXT,
      };
    case "runCommand": {
      const { commandId: id, command, target, params } = word;
      return { type: "command", data: { id, command, target, params, timestamp: now } };
    }
    case "cancelCommand":
      return { type: "command_cancel", data: { id: word.commandId } };
    case "refused":
      return { type: "error", message: word.message, detail: word.detail };
  }
}
