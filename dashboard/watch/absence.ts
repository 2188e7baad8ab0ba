import type { LiveStatus } from "./live_message.ts";
import { clockTime, type WatchTexts } from "./texts.ts";

/** Why there is no picture, as two lines. */
export interface Absence {
  readonly headline: string;
  /** May be empty. */
  readonly detail: string;
}

/** What is known of a camera that shows nothing. */
export interface AbsenceFacts {
  /** Undefined until the control host has said how the camera is. */
  readonly status: LiveStatus | undefined;
  /** The connection to the control host is gone: since when (epoch ms), and why where that is known. */
  readonly lost: { readonly since: number; readonly reason: string | null } | undefined;
  readonly refused: 401 | 404 | undefined;
  /** What this browser cannot play. */
  readonly failure: string | undefined;
  /** Epoch ms of the last picture. */
  readonly lastPictureAt: number | null;
  /** The control host's clock minus ours, by which people go. */
  readonly clockOffsetMs: number;
}

/** The words for it: what is nearest to the browser first. */
export function absenceOf(facts: AbsenceFacts, texts: WatchTexts): Absence {
  const { status, lost, refused, failure } = facts;
  const alone = (headline: string): Absence => ({ headline, detail: "" });
  if (refused === 404) return alone(texts.noSuchCamera);
  if (refused === 401) return alone(texts.signInFirst);
  if (lost) {
    const headline = texts.connectionLost(clockTime(lost.since));
    return { headline, detail: worded(lost.reason ?? "", texts) };
  }
  if (!status) return alone(texts.connecting);
  if (failure !== undefined) return alone(texts.cannotPlay(failure));
  return status.stream === "streaming"
    ? alone(withoutPictures(facts, texts))
    : ofCamera(status, status.stream, facts, texts);
}

function ofCamera(
  { since, reason }: LiveStatus,
  stream: keyof WatchTexts["stream"],
  { clockOffsetMs }: AbsenceFacts,
  texts: WatchTexts,
): Absence {
  const when = texts.since(clockTime(since - clockOffsetMs));
  const detail = reason === "" ? when : `${when}: ${worded(reason, texts)}`;
  return { headline: texts.stream[stream], detail };
}

function worded(reason: string, texts: WatchTexts): string {
  return texts.said?.(reason) ?? reason;
}

function withoutPictures({ lastPictureAt }: AbsenceFacts, texts: WatchTexts): string {
  if (lastPictureAt === null) return texts.stream.waiting;
  return texts.noPicture(clockTime(lastPictureAt));
}
