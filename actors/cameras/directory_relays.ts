import { listenerActor, listenerRemoved, type OpenPort } from "../listener.ts";
import type { ActorRef } from "../kernel/mod.ts";
import {
  type CameraDirectory,
  type CameraMember,
  type CamerasContext,
  memberName,
} from "./directory_state.ts";
import type { CameraMessage, CamerasMessage } from "./messages.ts";

/** Whom a relay is for. */
export interface RelayedCamera {
  readonly id: number;
  readonly name: string;
  readonly ref: ActorRef<CameraMessage>;
}

/** Ports at which viewers of the field find one camera each. */
export interface RelayPorts {
  /** The relay of camera n listens n above this, so that viewers find it again; 0: at any free port. */
  readonly basePort: number;
  open(camera: RelayedCamera, port: number): Promise<OpenPort>;
}

/** The relay of one camera. */
export interface CameraRelay {
  readonly ref: ActorRef<never>;
  readonly name: string;
  readonly port: number;
}

const MOST_PORT = 65_535;
/** How long viewers get to read what they were given, at a stop. */
const CLOSE_MS = 2_000;
/** A port that is taken is tried again so seldom: somebody has to free it. */
const RETRY_MS = 300_000;

/** Opens the relay of a camera, or moves it to the port that is configured now. */
export function ensureRelay(
  directory: CameraDirectory,
  member: CameraMember,
  ctx: CamerasContext,
): void {
  const { relays, settings } = directory.args;
  if (relays === undefined) return;
  const { id, name } = member.seat.record;
  const setting = settings.current.cameras.find((camera) =>
    camera.name.toLowerCase() === name?.toLowerCase()
  );
  const port = setting?.relayPort ?? portOf(relays.basePort, id);
  if (member.relay?.port === port) return;
  closeRelay(member, ctx);
  const key = `relay-${++directory.relays}`;
  const { self } = ctx;
  const open = async () => {
    const opened = await relays.open({ id, name: memberName(member), ref: member.ref }, port);
    self.tell({ type: "relayBound", id, port: opened.port });
    return opened;
  };
  const args = { name: `relay-${id}`, open, closeMs: CLOSE_MS };
  const restart = { maxRestarts: 1, cooldownMs: RETRY_MS };
  member.relay = { ref: ctx.spawn(listenerActor, args, { key, restart }), name: args.name, port };
}

function portOf(basePort: number, id: number): number {
  const port = basePort + id;
  return basePort === 0 || port > MOST_PORT ? 0 : port;
}

/** Nobody is to find the camera there any more. */
export function closeRelay(member: CameraMember, ctx: CamerasContext): void {
  const { relay } = member;
  if (relay === undefined) return;
  member.relay = undefined;
  member.seat.relayPort = null;
  ctx.stopChild(relay.ref, "The camera has gone, or has another relay.");
  ctx.publish(listenerRemoved, { name: relay.name });
}

/** A relay listens for those who watch this camera. */
export function relayBound(
  { members }: CameraDirectory,
  { id, port }: Extract<CamerasMessage, { readonly type: "relayBound" }>,
): void {
  const member = members.get(id);
  if (member === undefined || member.seat.relayPort === port) return;
  member.seat.relayPort = port;
  member.ref.tell({ type: "identityChanged" });
}
