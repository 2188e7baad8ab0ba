import { wordsOf } from "./language.ts";

const english: Readonly<Record<string, string>> = {
  execute: "execute",
  stop: "stop",
  check: "check",
  wake: "wake",
  power: "restart or shut down",
  start: "start",
  restart: "restart",
  logs: "read the log",
  status: "status",
  exec: "run a program",
  backup_keys: "back up keys",
  payout: "pay out",
  rotate_keys: "rotate keys",
  check_keys: "check keys",
  has_session_keys: "look for session keys",
  has_key: "look for a key",
  find_validator: "find validator",
  record_start: "record",
  record_stop: "stop recording",
};

const korean: Readonly<Record<string, string>> = {
  execute: "실행",
  stop: "중지",
  check: "확인",
  wake: "켜기",
  power: "재시작 또는 종료",
  start: "시작",
  restart: "재시작",
  logs: "로그 읽기",
  status: "상태 확인",
  exec: "프로그램 실행",
  backup_keys: "키 백업",
  payout: "지급",
  rotate_keys: "키 교체",
  check_keys: "키 확인",
  has_session_keys: "세션 키 찾기",
  has_key: "키 찾기",
  find_validator: "검증인 찾기",
  record_start: "녹화",
  record_stop: "녹화 중지",
};

/** What members are asked to do, by the name that the ledger has for it. */
export const orderWords = wordsOf(english, korean);

/** The word for one; of an action that is not known here, its name. */
export function orderWord(action: string): string {
  return orderWords()[action] ?? action;
}
