import type { ActorRef } from "../../actors/kernel/mod.ts";
import type {
  GetLocked,
  LocateSyncHost,
  SyncHostReport,
} from "../../actors/sync_hosts/messages.ts";
import type { SyncPlace } from "./acceptor.ts";

/** The directory answers from memory; when it takes longer it is not running. */
const LOCATE_MS = 5_000;
/** Below the 5 s that the guide's programs wait. */
const ANSWER_MS = 3_000;

/** Whose lines they are; undefined when nobody can say it right now, which is reported. Never rejects. */
export async function locateHost(
  { syncHosts, onProblem }: SyncPlace,
  claimedAddress: string | null,
  peerAddress: string,
): Promise<ActorRef<SyncHostReport> | "full" | undefined> {
  const question: LocateSyncHost = { type: "locateSyncHost", claimedAddress, peerAddress };
  try {
    return await syncHosts.ask(question, { timeoutMs: LOCATE_MS });
  } catch (error) {
    onProblem("unavailable", peerAddress, `its report was not taken: ${wordsOf(error)}`);
    return undefined;
  }
}

/**
 * What a program that asks is to be told. A state that cannot be had is reported, and is `Free`: the guide's word
 * for everything that is not known to be in sync. Never rejects.
 */
export async function isLocked(
  { syncHosts, onProblem }: SyncPlace,
  peerAddress: string,
): Promise<boolean> {
  const question: GetLocked = { type: "getLocked", peerAddress };
  try {
    return await syncHosts.ask(question, { timeoutMs: ANSWER_MS });
  } catch (error) {
    const detail = `was told Free, as the state is not known: ${wordsOf(error)}`;
    onProblem("unavailable", peerAddress, detail);
    return false;
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
