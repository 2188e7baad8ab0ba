import { addCamera, removeCamera } from "./directory_changes.ts";
import { ensureRelay } from "./directory_relays.ts";
import { saveDirtySeats } from "./directory_saving.ts";
import {
  type CameraDirectory,
  type CameraMember,
  type CamerasContext,
  named,
  reindex,
} from "./directory_state.ts";
import { camerasConfigured } from "./log_topics.ts";
import { amend } from "./seat.ts";
import type { CameraSetting } from "./settings.ts";
import type { CameraRecord } from "./store.ts";

/**
 * Applies the config file, at the start and whenever it is read again. A name keeps its camera when the address is
 * another; a camera that was discovered before it was configured keeps its id; one that is named no more goes, unless
 * it has answered discovery.
 */
export function configure(directory: CameraDirectory, ctx: CamerasContext): void {
  const { current: { cameras, port } } = directory.args.settings;
  const names = new Set(cameras.map(({ name }) => name.toLowerCase()));
  for (const { seat } of directory.members.values()) {
    const { name } = seat.record;
    if (name !== null && !names.has(name.toLowerCase())) amend(seat, { name: null });
  }
  for (const setting of cameras) adopt(directory, setting, ctx);
  for (const member of [...directory.members.values()]) {
    if (member.seat.record.name !== null) continue;
    if (member.seat.answeredAt === null) removeCamera(directory, member, ctx);
    else identify(member, { port });
  }
  reindex(directory);
  for (const member of directory.members.values()) {
    const { seat, ref } = member;
    ensureRelay(directory, member, ctx);
    if (seat.dirty) ref.tell({ type: "identityChanged" });
  }
  saveDirtySeats(directory, ctx);
  ctx.publish(camerasConfigured, { cameras: cameras.length });
}

/** Gives a configured camera its record: that of its name, else of its address, else a new one. */
function adopt(directory: CameraDirectory, setting: CameraSetting, ctx: CamerasContext): void {
  const { name } = setting;
  const address = setting.address.toLowerCase();
  const port = setting.port ?? directory.args.settings.current.port;
  const holder = named(directory, name);
  const there = unnamedAt(directory, address);
  if (holder !== undefined && there !== undefined) removeCamera(directory, there, ctx);
  const member = holder ?? there;
  if (member !== undefined) return identify(member, { name, address, port });
  addCamera(directory, { name, address, port, answeredAt: null }, ctx);
}

function unnamedAt({ members }: CameraDirectory, address: string): CameraMember | undefined {
  for (const member of members.values()) {
    const { record } = member.seat;
    if (record.name === null && record.address === address) return member;
  }
  return undefined;
}

function identify(
  { seat }: CameraMember,
  identity: Partial<Pick<CameraRecord, "name" | "address" | "port">>,
): void {
  const next = { ...seat.record, ...identity };
  const { name, address, port } = seat.record;
  if (next.name === name && next.address === address && next.port === port) return;
  amend(seat, identity);
}
