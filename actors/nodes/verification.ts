import type { Command } from "../ledger/command.ts";
import type { SubmitCommands } from "../ledger/messages.ts";
import type { Requester } from "../requester.ts";
import type { StoredSessionKey } from "../session_keys/store.ts";
import { sessionKeyChanged } from "../session_keys/topics.ts";
import type { NodeHostMessage } from "./host_messages.ts";
import type { NodeHostContext, NodeHostState } from "./node_host_state.ts";
import { noteNode } from "./noting.ts";
import { containerTarget } from "./target_keys.ts";

/** Who asks for what nobody has asked for. */
export const SYSTEM: Requester = { name: "system", address: "local" };
/** How long a check may wait for its turn, or for a client that reconnects. */
const CHECK_MS = 600_000;
/** The ledger answers within one write. */
const ASK_MS = 30_000;

/** Asks the container whether it holds the key that came from it; once for each key. */
export function verify(state: NodeHostState, stored: StoredSessionKey, ctx: NodeHostContext): void {
  const { keyId, serverId, container, masked, verification } = stored;
  if (verification?.verified || state.verifying.has(keyId)) return;
  state.verifying.set(keyId, stored);
  const question: SubmitCommands = {
    type: "submitCommands",
    requester: SYSTEM,
    commands: [{
      target: containerTarget(serverId, container),
      // The ledger is for everybody to read; the key itself is put in when the command leaves.
      order: { action: "has_session_keys", params: { session_keys: masked, key_id: keyId } },
    }],
    deadlineMs: CHECK_MS,
    waitOnlineMs: CHECK_MS,
    idempotency: null,
  };
  const refused = (detail: string): NodeHostMessage => ({
    type: "verificationRefused",
    keyId,
    detail,
  });
  ctx.pipe(
    state.args.ledger.ask(question, { timeoutMs: ASK_MS }),
    (outcome) => outcome.ok ? { type: "ignored" } : refused(outcome.refusal.detail),
    () => refused("The check could not be asked for."),
  );
}

/** Records what a check found, and tells whoever listens. */
export function recordVerification(
  state: NodeHostState,
  keyId: string,
  verified: boolean,
  detail: string,
  ctx: NodeHostContext,
): void {
  const at = ctx.now();
  const kept: NodeHostMessage = { type: "verificationKept", keyId, verified, detail, at };
  ctx.pipe(
    state.args.keys.recordVerification({ keyId, verified, detail, at }),
    () => kept,
    // What was found is told even while the disk takes nothing.
    () => kept,
  );
}

/** The verification is on the disk. */
export function verificationKept(
  state: NodeHostState,
  kept: Extract<NodeHostMessage, { readonly type: "verificationKept" }>,
  ctx: NodeHostContext,
): void {
  const { keyId, verified, detail, at } = kept;
  const stored = state.verifying.get(keyId);
  if (!stored) return;
  state.verifying.delete(keyId);
  const kind = verified ? "keyVerified" : "keyNotVerified";
  noteNode(state.seat, ctx, kind, stored.container, `${stored.masked} ${detail}`);
  ctx.publish(sessionKeyChanged, {
    ...stored,
    verification: { keyId, verified, detail, at },
  });
}

/** A command that was to check a key came to nothing. Others are left alone. */
export function verificationFailed(
  state: NodeHostState,
  command: Command,
  reason: string,
  ctx: NodeHostContext,
): void {
  const keyId = checkedKeyOf(command);
  if (keyId === undefined) return;
  recordVerification(state, keyId, false, `The container could not be asked: ${reason}`, ctx);
}

/** The id of the key that a command checks; undefined when it is another command. */
export function checkedKeyOf({ order }: Command): string | undefined {
  const { key_id: keyId } = order.params;
  return order.action === "has_session_keys" && typeof keyId === "string" ? keyId : undefined;
}
