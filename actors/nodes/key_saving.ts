import { maskKey } from "../session_keys/masked_key.ts";
import type { StoredSessionKey } from "../session_keys/store.ts";
import { sessionKeyChanged, sessionKeyUnsaved } from "../session_keys/topics.ts";
import { StorageError } from "../storage_error.ts";
import type { NodeLink } from "./link.ts";
import type { NodeMemberEvent } from "./messages.ts";
import type { NodeHostContext, NodeHostState, OpenCommand } from "./node_host_state.ts";
import { noteNode } from "./noting.ts";
import { concludeRotation } from "./rotation/rotation_results.ts";
import type { KeySaving } from "./seat.ts";
import { containerOf } from "./target_keys.ts";
import { verify } from "./verification.ts";

/** How long after a failed write the next is tried. */
const RETRY_MS = 5_000;
/** Keys of one host that wait for the disk; a rotation of all its containers, and as many told twice. */
const MAX_UNSAVED = 512;
/** Keys that a client may tell by itself in a minute: all containers of the largest host. */
const MAX_KEYS_A_MINUTE = 256;
const MINUTE_MS = 60_000;

/** A client tells a new key by itself. It hears that it is stored when it is on the disk. */
export function onKeyUpdated(
  state: NodeHostState,
  link: NodeLink,
  event: Extract<NodeMemberEvent, { readonly type: "keyUpdated" }>,
  ctx: NodeHostContext,
): void {
  const since = ctx.monotonicMs() - MINUTE_MS;
  state.keyTimes = state.keyTimes.filter((at) => at > since);
  if (state.keyTimes.length >= MAX_KEYS_A_MINUTE || state.seat.unsavedKeys.size >= MAX_UNSAVED) {
    const detail = "Too many session keys in a minute; this one was not stored.";
    return link.say({ type: "refused", message: "too many session keys", detail });
  }
  state.keyTimes.push(ctx.monotonicMs());
  const { container, sessionKey } = event;
  saveKey(state, { container, sessionKey, source: "key_update", link, commandId: undefined }, ctx);
}

/** Puts a key on the disk, and does not give it up while the program runs. */
export function saveKey(
  state: NodeHostState,
  key: Omit<KeySaving, "at" | "underWay" | "told">,
  ctx: NodeHostContext,
): void {
  const saving: KeySaving = { ...key, at: ctx.now(), underWay: false, told: false };
  state.seat.unsavedKeys.add(saving);
  store(state, saving, ctx);
}

function store(state: NodeHostState, saving: KeySaving, ctx: NodeHostContext): void {
  const { serverId } = state.seat.record;
  const { container, sessionKey, source, at } = saving;
  saving.underWay = true;
  ctx.pipe(
    state.args.keys.save({ serverId, container, sessionKey, source, at }),
    (stored) => ({ type: "keySaved", saving, stored }),
    (cause) => ({ type: "keyUnsaved", saving, cause }),
  );
}

/** The key is on the disk: whoever waits for that hears it, and the container is asked whether it holds it. */
export function keySaved(
  state: NodeHostState,
  saving: KeySaving,
  stored: StoredSessionKey,
  ctx: NodeHostContext,
): void {
  state.seat.unsavedKeys.delete(saving);
  saving.link?.say({ type: "keyStored", container: saving.container });
  const news = !state.verifying.has(stored.keyId) && stored.verification === null;
  if (news) {
    const next = "It must be registered on chain.";
    noteNode(state.seat, ctx, "keyStored", saving.container, `${stored.masked} ${next}`);
    ctx.publish(sessionKeyChanged, stored);
  }
  const entry = rotationOf(state, saving);
  if (entry) {
    entry.stored = stored;
    // A key that came by itself waits for the answer, which may still tell a failure; without a link none comes.
    const { link } = state.seat;
    const answerLost = link === undefined || entry.sentOver !== link;
    if (entry.answered || answerLost) concludeRotation(state, entry, stored, ctx);
  }
  verify(state, stored, ctx);
}

/** The rotation that is open for the container of a key. */
function rotationOf(state: NodeHostState, saving: KeySaving): OpenCommand | undefined {
  if (saving.commandId !== undefined) return state.commands.get(saving.commandId);
  for (const entry of state.commands.values()) {
    const { order, target } = entry.command;
    const same = order.action === "rotate_keys" && containerOf(target.key) === saving.container;
    if (same && entry.phase === "sent") return entry;
  }
  return undefined;
}

/** The disk did not take the key: it stays in memory, people are told, and it is tried again. */
export function keyUnsaved(
  state: NodeHostState,
  saving: KeySaving,
  cause: unknown,
  ctx: NodeHostContext,
): void {
  saving.underWay = false;
  ctx.timers.once("keys", RETRY_MS, { type: "saveKeysAgain" });
  if (saving.told) return;
  saving.told = true;
  const { serverId } = state.seat.record;
  const { container, sessionKey } = saving;
  const reason = cause instanceof StorageError && cause.reason === "full"
    ? "the disk of the control host is full"
    : "the control host could not write to its disk";
  noteNode(state.seat, ctx, "keyNotStored", container, `${maskKey(sessionKey)}: ${reason}`);
  ctx.publish(sessionKeyUnsaved, { serverId, container, reason });
}

/** Tries every key again that is not on the disk. */
export function saveKeysAgain(state: NodeHostState, ctx: NodeHostContext): void {
  for (const saving of state.seat.unsavedKeys) if (!saving.underWay) store(state, saving, ctx);
}

/** The last attempt, at a stop. */
export async function flushKeys({ seat, args }: NodeHostState): Promise<void> {
  const { serverId } = seat.record;
  const saves = [...seat.unsavedKeys].map(async (saving) => {
    const { container, sessionKey, source, at } = saving;
    await args.keys.save({ serverId, container, sessionKey, source, at });
    seat.unsavedKeys.delete(saving);
  });
  await Promise.allSettled(saves);
}
