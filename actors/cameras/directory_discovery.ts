import type { DiscoveryEvent, RecordOrder } from "../../protocols/discovery/events.ts";
import { addCamera } from "./directory_changes.ts";
import type { CameraDirectory, CameraMember, CamerasContext } from "./directory_state.ts";
import { cameraRefused, siteRecordingChanged } from "./log_topics.ts";
import { ensureRelay } from "./directory_relays.ts";
import { amend } from "./seat.ts";

/** A camera's actor is told no more often that it has answered: it does not dial more often either. */
const TELL_MS = 1_000;
/** How far the last answer on the disk may lag behind. */
const ANSWERED_LAG_MS = 600_000;
/** Refused addresses that are told of, so that an open broker cannot fill the log. */
const MAX_REFUSALS_TOLD = 256;
/** Readings taken in a second: a hundred rooms at ten a second. More is a fault, or a bad joke. */
const MAX_READINGS_PER_S = 1_000;

/** Takes in what came over MQTT. */
export function discover(
  directory: CameraDirectory,
  event: DiscoveryEvent,
  ctx: CamerasContext,
): void {
  switch (event.type) {
    case "cameraAnswered":
      return cameraAnswered(directory, event.address, ctx);
    case "recordOrdered":
      return recordSite(directory, event.order, ctx);
    case "sensorReported":
      return takeReading(directory, event, ctx);
    case "violation":
      // The adapter has counted and noted it.
      return;
  }
}

/** An answer of a known address costs a look-up; nothing is written for each. */
function cameraAnswered(directory: CameraDirectory, address: string, ctx: CamerasContext): void {
  const { members, byAddress } = directory;
  const known = members.get(byAddress.get(address) ?? byAddress.get(address.toLowerCase()) ?? 0);
  if (known !== undefined) return answeredAgain(known, ctx);
  const refusal = refusalOf(directory, address);
  if (refusal !== undefined) return refuse(directory, address, refusal, ctx);
  const { port } = directory.args.settings.current;
  const draft = { name: null, address: address.toLowerCase(), port, answeredAt: ctx.now() };
  // Its actor connects at once by itself.
  ensureRelay(directory, addCamera(directory, draft, ctx), ctx);
}

function answeredAgain(member: CameraMember, ctx: CamerasContext): void {
  const { seat, ref, toldAtMs } = member;
  const now = ctx.now();
  seat.answeredAt = now;
  if (now - (seat.record.answeredAt ?? -Infinity) > ANSWERED_LAG_MS) {
    amend(seat, { answeredAt: now });
  }
  const monotonicMs = ctx.monotonicMs();
  if (monotonicMs - toldAtMs < TELL_MS) return;
  member.toldAtMs = monotonicMs;
  ref.tell({ type: "answered" });
}

function refusalOf({ args, members }: CameraDirectory, address: string): string | undefined {
  const { allow, maxDiscovered } = args.settings.current;
  if (!args.permits(address, allow)) {
    return allow.length === 0
      ? "It is no private or loopback address, and no address range is configured."
      : "It is in none of the configured address ranges.";
  }
  let discovered = 0;
  for (const { seat } of members.values()) if (seat.record.name === null) discovered++;
  return discovered < maxDiscovered
    ? undefined
    : `${maxDiscovered} cameras were discovered already, which is the most that is configured.`;
}

function refuse(
  { refused }: CameraDirectory,
  address: string,
  reason: string,
  ctx: CamerasContext,
): void {
  if (refused.size >= MAX_REFUSALS_TOLD || refused.has(address)) return;
  refused.add(address);
  ctx.publish(cameraRefused, { address, reason });
}

/** Records every camera that streams, now or later, until the order to stop. */
function recordSite(directory: CameraDirectory, order: RecordOrder, ctx: CamerasContext): void {
  const { site, commits, members } = directory;
  const since = order === "stop" ? null : site.since ?? ctx.now();
  for (const { ref } of members.values()) ref.tell({ type: "recordOrdered", order });
  if (since === site.since) return;
  site.since = since;
  // A disk that does not take it keeps the order in force all the same, until our own restart.
  commits.push([{ type: "siteRecordingSaved", since }], () => {}, ctx);
  ctx.publish(siteRecordingChanged, { since });
}

/** Sensors are logged beside the video of every camera that is recorded. */
function takeReading(
  { members, readings }: CameraDirectory,
  event: Extract<DiscoveryEvent, { readonly type: "sensorReported" }>,
  ctx: CamerasContext,
): void {
  const monotonicMs = ctx.monotonicMs();
  if (monotonicMs - readings.fromMs >= 1_000) {
    readings.fromMs = monotonicMs;
    readings.count = 0;
  }
  if (++readings.count > MAX_READINGS_PER_S) return;
  for (const { seat, ref } of members.values()) {
    if (seat.recording !== null) ref.tell(event);
  }
}
