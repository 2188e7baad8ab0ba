import type { SyncState } from "./events.ts";

/** What a program asks that was written to the guide: bare, without terminator. SyncGuard guide, "요청-응답 방식". */
export const STATUS_QUERY = "GET_STATUS";
/** The two answers to it. SyncGuard guide, "상태 정의". */
export const SYNCED = "Synced";
export const FREE = "Free";

/** Between a host's address and its digit. SyncGuard guide, "내부 메시지 형식". */
export const STATE_MARK = "_state";
/** Stands for the address of a host that found none (fielded builds O and P). */
export const NO_ADDRESS = "unknown";

/** What the digits say; every other one is `unknown`. SyncGuard guide, and the deployed monitor. */
const STATES: readonly SyncState[] = ["error", "slave", "master"];

/** @param digit 0 to 9 */
export function stateOfDigit(digit: number): SyncState {
  return STATES[digit] ?? "unknown";
}
