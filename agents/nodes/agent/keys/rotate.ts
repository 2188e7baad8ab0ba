import { SessionKey } from "../../../../protocols/mserver/session_keys.ts";
import { CommandFailed } from "../commands/command.ts";
import { EngineError } from "../container_engine.ts";
import { RpcError, type SubstrateRpc } from "../substrate_rpc.ts";
import type { KeyMemory } from "./key_memory.ts";

/** New session keys. */
export interface Rotation {
  /** Secret until it is registered on chain: never in a log or an error. */
  readonly sessionKey: string;
  /** The node has confirmed that it holds them; false when it could not be asked. */
  readonly verified: boolean;
}

/**
 * Has a node make new session keys, and asks it whether it holds them.
 *
 * @throws {RpcError} before anything was changed
 * @throws {CommandFailed} when the node may have changed its keys and we do not have them, or does not hold them
 */
export async function rotateKeys(
  rpc: SubstrateRpc,
  memory: KeyMemory,
  container: string,
): Promise<Rotation> {
  const answer = SessionKey.safeParse(await askForKeys(rpc, container));
  if (!answer.success) {
    throw new CommandFailed(
      `${container}: the node's answer to author_rotateKeys is no key. ${LOOK}`,
    );
  }
  const sessionKey = answer.data;
  const held = await isHeld(rpc, container, sessionKey);
  if (held === false) {
    throw new CommandFailed(
      `${container}: the node made new keys and does not hold them; is its keystore writable? ${LOOK}`,
    );
  }
  memory.remember(container, sessionKey);
  return { sessionKey, verified: held === true };
}

const LOOK =
  "It goes on signing with the keys that are registered. Look at its keystore and its log.";

async function askForKeys(rpc: SubstrateRpc, container: string): Promise<unknown> {
  try {
    return await rpc.call(container, "author_rotateKeys");
  } catch (cause) {
    if (isHarmless(cause)) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    const known = `${container}: no new keys came, and the node may have made some`;
    throw new CommandFailed(`${known}. ${why}. ${LOOK}`, cause);
  }
}

/** Errors that come before the node has heard of it, and its refusal. */
function isHarmless(cause: unknown): boolean {
  if (cause instanceof RpcError) return cause.code !== "silent" && cause.code !== "odd";
  return cause instanceof EngineError && cause.code !== "timedOut" && cause.code !== "unreachable";
}

/** Undefined when the node could not be asked, which says nothing about the keys. */
async function isHeld(rpc: SubstrateRpc, container: string, sessionKey: string) {
  try {
    const held = await rpc.call(container, "author_hasSessionKeys", [sessionKey]);
    return typeof held === "boolean" ? held : undefined;
  } catch {
    return undefined;
  }
}
