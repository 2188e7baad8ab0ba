import { EngineError } from "../container_engine.ts";
import { describeAddress, type EngineAddress } from "./engine_address.ts";

/** Longest sentence of an engine that is passed on. */
const MAX_REASON_CHARS = 500;

/** What an engine's refusal means. @param text the body of the answer, usually `{"message": "…"}` */
export function failureOf(status: number, text: string): EngineError {
  const reason = reasonIn(text) || `status ${status}`;
  if (status === 404) return new EngineError("notFound", reason);
  if (status === 409 && /is not running|is paused|is restarting/.test(reason)) {
    return new EngineError("notRunning", reason);
  }
  return new EngineError("refused", `The Docker engine says: ${reason}`);
}

function reasonIn(text: string): string {
  try {
    const read: unknown = JSON.parse(text);
    const said = typeof read === "object" && read !== null && "message" in read ? read.message : "";
    return String(said).slice(0, MAX_REASON_CHARS).toWellFormed();
  } catch {
    return text.trim().slice(0, MAX_REASON_CHARS).toWellFormed();
  }
}

/** What it means that no connection came about, in words that say what to do. */
export function connectFailure(address: EngineAddress, cause: unknown): EngineError {
  const where = describeAddress(address);
  const text = wordsOf(cause);
  if (/NotCapable|requires .* access/.test(text)) {
    return new EngineError("forbidden", `This program may not use ${where}: ${text}`, cause);
  }
  if (/os error 13|EACCES|ermission denied/.test(text)) {
    return new EngineError(
      "forbidden",
      `No permission for ${where}: run the agent as a member of the group that owns the socket (usually docker)`,
      cause,
    );
  }
  if (/os error 2\b|ENOENT|No such file/.test(text)) {
    return new EngineError(
      "unreachable",
      `There is no socket ${where}: Docker is not installed, is stopped, or listens elsewhere`,
      cause,
    );
  }
  const stopped = /refused|os error 111|ECONNREFUSED/.test(text);
  const why = stopped ? "nobody listens there; is the Docker engine stopped?" : text;
  return new EngineError("unreachable", `No connection to ${where}: ${why}`, cause);
}

function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause instanceof Error ? ` (${cause.cause.message})` : "";
  const code = "code" in cause ? ` ${String(cause.code)}` : "";
  return `${cause.name}: ${cause.message}${inner}${code}`;
}
