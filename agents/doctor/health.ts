import { Health } from "../../protocols/api/health.ts";
import { bad, type Finding, good } from "./finding.ts";
import type { HttpPeer } from "./http_peer.ts";

/**
 * The Date header counts whole seconds, and machines that keep time are within one of each other; a minute is what
 * makes logs of two machines hard to lay beside each other, and tokens end early or late.
 */
const MAX_DIFFERENCE_S = 60;
const NOT_MANY_BYTES = 4_096;

/** Who answers, in which version, and at what time; needs `GET /healthz`. */
export async function* checkHealth(
  peer: HttpPeer,
  ownVersion: string,
  now: () => number = Date.now,
): AsyncGenerator<Finding> {
  const began = now();
  const answer = await peer.get("/healthz");
  if (typeof answer === "string") return yield bad("program", answer, peer.facts);
  const ended = now();
  const { status, headers } = answer;
  const health = Health.safeParse(parsed(answer.text));
  if (status !== 200 || !health.success) {
    const server = headers.get("server") ?? "";
    return yield bad("program", "otherProgram", { ...peer.facts, status, server });
  }
  const { version, time } = health.data;
  yield good("program", "isSignalbox", { ...peer.facts, version });
  yield checkVersion(version, ownVersion);
  const theirs = Date.parse(headers.get("date") ?? time);
  yield checkClock((theirs - (began + ended) / 2) / 1_000);
}

/** Versions that differ in what may break: the first number, before 1.0 the second. */
function checkVersion(version: string, own: string): Finding {
  const facts = { version, own };
  return line(version) === line(own)
    ? good("version", "sameVersion", facts)
    : bad("version", "otherVersion", facts);
}

function line(version: string): string {
  const [major = "", minor = ""] = version.split(".");
  return major === "0" ? `0.${minor}` : major;
}

function checkClock(aheadS: number): Finding {
  const seconds = Math.round(Math.abs(aheadS));
  if (!(seconds > MAX_DIFFERENCE_S)) return good("clock", "inTime", { seconds });
  return bad("clock", aheadS > 0 ? "ahead" : "behind", { seconds });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, NOT_MANY_BYTES));
  } catch {
    return undefined;
  }
}
