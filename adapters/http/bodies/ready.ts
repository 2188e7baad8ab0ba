import type { ReadyKind } from "../../../actors/readiness/findings.ts";
import type { Blocker, KindCount, ReadyVerdict } from "../../../actors/readiness/messages.ts";
import type { Ready, ReadyBlocker } from "../../../protocols/api/ready.ts";
import { sentenceOf } from "./ready_texts.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";

/** Where the members of each kind are looked at. */
const LISTS: Readonly<Record<ReadyKind, string>> = {
  display: "/displays",
  wall: "/walls",
  camera: "/cameras",
  node: "/nodes",
};

/** Whether the show can begin. */
export function readyBody(verdict: ReadyVerdict): Ready {
  const { display, wall, camera, node } = verdict.counts;
  return {
    ready: verdict.state === "ready",
    state: verdict.state,
    since: isoTime(verdict.since),
    checkedAt: isoTime(verdict.checkedAt),
    warmUpUntil: isoTimeOrNull(verdict.warmUpUntil),
    blockers: verdict.blockers.map(blockerBody),
    more: verdict.more,
    counts: {
      display: countBody(display),
      wall: countBody(wall),
      camera: countBody(camera),
      node: countBody(node),
    },
  };
}

function blockerBody(blocker: Blocker): ReadyBlocker {
  const { kind, key, name, code, weight, since } = blocker;
  return {
    kind,
    key,
    name,
    code,
    reason: sentenceOf(blocker),
    severity: weight,
    since: isoTime(since),
    link: key === "" ? null : `${LISTS[kind]}/${encodeURIComponent(key)}`,
  };
}

function countBody({ total, ready, blocking, warning, ignored }: KindCount): KindCount {
  return { total, ready, blocking, warning, ignored };
}
