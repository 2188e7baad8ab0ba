import type { Json } from "../../ledger/command.ts";
import type { StoredSessionKey } from "../../session_keys/store.ts";
import { conclude, type Conclusion } from "../commands/command_slot.ts";
import { leaveBusy } from "../commands/command_withdrawal.ts";
import { containerOf } from "../target_keys.ts";
import type { NodeHostContext, NodeHostState, OpenCommand } from "../node_host_state.ts";

/** What has to be done with a new key; nobody else can do it. */
const NEXT_STEP = {
  en:
    "Register the new session key on chain (session.setKeys) before the next session: until then the " +
    "validator signs with the keys that are registered.",
  ko:
    "새 세션 키를 다음 세션 전에 체인에 등록하세요(session.setKeys). 등록하기 전에는 이미 등록된 키로 서명합니다.",
};

/** What has to be done when nobody knows the key. */
const LOOK_FIRST = {
  en:
    "The node may have replaced its keys. Do not rotate again before looking: ask it with check_keys, and read " +
    "the key from its log or keystore. A key that still arrives is stored by itself.",
  ko:
    "노드가 이미 키를 교체했을 수 있습니다. 다시 교체하지 말고 먼저 check_keys로 확인하고, 로그나 키 저장소에서 키를 찾으세요. " +
    "늦게 도착한 키는 자동으로 저장됩니다.",
};

/** A rotation whose key did not arrive. */
export const ROTATION_WITHOUT_KEY: Conclusion = {
  state: "unknown",
  reason: `Sent, and no key came back. ${LOOK_FIRST.en}`,
  result: { keyStored: false, next: LOOK_FIRST },
};

/** A rotation whose key came, and is in memory only. */
const ROTATION_UNSAVED: Conclusion = {
  state: "unknown",
  reason:
    "The new key came, and is not on the disk yet: the write failed, and is tried again until it succeeds. " +
    "Do not stop the control host before.",
  result: { keyStored: false },
};

/** A rotation whose key is on the disk. */
export function concludeRotation(
  state: NodeHostState,
  entry: OpenCommand,
  stored: StoredSessionKey,
  ctx: NodeHostContext,
): void {
  const { keyId, container, masked, source } = stored;
  const result: { readonly [key: string]: Json } = {
    container,
    keyId,
    sessionKey: masked,
    source,
    keyStored: true,
    verification: stored.verification?.verified === true ? "verified" : "requested",
    next: NEXT_STEP,
  };
  conclude(state, entry, { state: "completed", reason: NEXT_STEP.en, result }, ctx);
}

/** The time of a rotation is nearly over: its key is there by now, or nobody knows it. */
export function rotationOverdue(state: NodeHostState, id: string, ctx: NodeHostContext): void {
  const entry = state.commands.get(id);
  if (!entry || entry.phase !== "sent") return;
  if (entry.stored) return concludeRotation(state, entry, entry.stored, ctx);
  const container = containerOf(entry.command.target.key);
  const came = [...state.seat.unsavedKeys].some((saving) => saving.container === container);
  conclude(state, entry, came ? ROTATION_UNSAVED : ROTATION_WITHOUT_KEY, ctx);
  // The ledger has its answer and withdraws nothing any more, so nobody else would give the next one its turn.
  leaveBusy(state, entry, ctx);
}
