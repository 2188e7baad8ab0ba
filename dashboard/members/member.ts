import type { Camera } from "../../protocols/api/camera.ts";
import type { Container } from "../../protocols/api/container.ts";
import type { Display } from "../../protocols/api/display.ts";
import type { UnderMaintenance } from "../../protocols/api/maintenance.ts";
import type { Node } from "../../protocols/api/node.ts";
import type { SyncHost } from "../../protocols/api/sync_host.ts";
import type { Wall } from "../../protocols/api/wall.ts";
import { linkTo } from "../app/router.ts";
import { type Tone, TONES } from "../look/tones.ts";
import type { IconName } from "../parts/icon.tsx";
import { livenessWords } from "../words/liveness.ts";
import { sentence } from "../words/sentence.ts";
import { stateWords } from "../words/states.ts";
import { moment } from "../words/times.ts";
import { remembered } from "./remembered.ts";

/** A member of any kind, as it is shown in one line: what it is called, how it is, and where its page is. */
export interface MemberLine {
  readonly kind: "display" | "node" | "container" | "wall" | "syncHost" | "camera";
  readonly key: string;
  readonly name: string;
  readonly icon: IconName;
  readonly href: string;
  readonly tone: Tone;
  readonly word: string;
  /** One sentence, in the language of the page. */
  readonly reason: string;
  /** Until when work is done on it, and who says so; empty: there is none. */
  readonly work: string;
}

/** What a member's maintenance comes to, in words; empty where there is none. */
export function workText(maintenance: UnderMaintenance): string {
  if (maintenance === null) return "";
  const { until, by, note } = maintenance;
  return livenessWords().workUntil(moment(until), by, note);
}

type Judged = Pick<MemberLine, "tone" | "word" | "reason">;

/** Liveness first: how a member is counts only while it is there. */
function judged(
  liveness: Display["liveness"],
  there: () => Judged,
): Judged {
  if (liveness.state === "online") return there();
  const { state, reason } = liveness;
  return {
    tone: TONES.liveness[state],
    word: stateWords().liveness[state],
    reason: sentence(reason),
  };
}

/** A display: what it runs, while it is online. One that says nothing of that is as well as it is online. */
export const displayLine = remembered((display: Display): MemberLine => {
  const { id, name, liveness, health, maintenance } = display;
  const there = (): Judged => ({
    tone: health === "unknown" ? TONES.liveness.online : TONES.displayHealth[health],
    word: health === "unknown" ? stateWords().liveness.online : stateWords().displayHealth[health],
    reason: sentence(liveness.reason),
  });
  const href = linkTo(["displays", id]);
  return {
    kind: "display",
    key: String(id),
    name,
    icon: "display",
    href,
    ...judged(liveness, there),
    work: workText(maintenance),
  };
});

/** A node host: the health of what it runs, while it is online. */
export const nodeLine = remembered((node: Node): MemberLine => {
  const { serverId, name, liveness, health, reason, maintenance } = node;
  const there = (): Judged => ({
    tone: TONES.nodeHealth[health],
    word: stateWords().nodeHealth[health],
    reason: sentence(reason),
  });
  const href = linkTo(["nodes", serverId]);
  return {
    kind: "node",
    key: serverId,
    name,
    icon: "node",
    href,
    ...judged(liveness, there),
    work: workText(maintenance),
  };
});

/** A container: its health, while its host is online. */
export const containerLine = remembered((container: Container): MemberLine => {
  const { serverId, name, liveness, health, reason, maintenance } = container;
  const away = liveness !== "online";
  return {
    kind: "container",
    key: `${serverId}/${name}`,
    name,
    icon: "node",
    href: linkTo(["nodes", serverId, name]),
    tone: away ? TONES.liveness[liveness] : TONES.containerHealth[health],
    word: away ? stateWords().liveness[liveness] : stateWords().containerHealth[health],
    reason: sentence(reason),
    work: workText(maintenance),
  };
});

/** A wall: its verdict. */
export function wallLine({ name, verdict, reason, maintenance }: Wall): MemberLine {
  return {
    kind: "wall",
    key: name,
    name,
    icon: "wall",
    href: linkTo(["walls", name]),
    tone: TONES.verdict[verdict],
    word: stateWords().verdict[verdict],
    reason: sentence(reason),
    work: workText(maintenance),
  };
}

/** A sync host: what it reports, while it is online. */
export function syncHostLine(host: SyncHost): MemberLine {
  const { id, name, liveness, state, flapping, maintenance } = host;
  const there = (): Judged => ({
    tone: flapping ? "stale" : TONES.syncState[state ?? "unknown"],
    word: flapping ? stateWords().condition.flapping : stateWords().syncState[state ?? "unknown"],
    reason: sentence(liveness.reason),
  });
  return {
    kind: "syncHost",
    key: String(id),
    name,
    icon: "wall",
    href: linkTo(["sync-hosts", id]),
    ...judged(liveness, there),
    work: workText(maintenance),
  };
}

/** A camera: its stream. */
export function cameraLine({ id, name, stream, reason, maintenance }: Camera): MemberLine {
  return {
    kind: "camera",
    key: String(id),
    name,
    icon: "camera",
    href: linkTo(["cameras", id]),
    tone: TONES.stream[stream],
    word: stateWords().stream[stream],
    reason: sentence(reason),
    work: workText(maintenance),
  };
}
