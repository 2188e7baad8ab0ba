/** States of an alert, in Korean. */
export const ALERT_STATES = { open: "열림", acknowledged: "확인됨", resolved: "해결됨" } as const;

/** How bad an alert is, in Korean: as the notices that are sent have it. */
export const ALERT_SEVERITIES = { critical: "심각", warning: "경고" } as const;

/** What an alert may be about, in Korean. */
export const ALERT_RULES = {
  offline: "오프라인",
  stale: "응답 지연",
  unhealthy: "비정상",
  wall: "월 동기 이탈",
  commandFailed: "명령 실패",
  keyRotation: "키 교체",
  missedKeyBackup: "키 백업 누락",
  unclaimedPayout: "지급 미수령",
  validatorLost: "검증인 상실",
  cameraStalled: "카메라 멈춤",
  diskLow: "디스크 부족",
  overload: "과부하",
  missedHostBackup: "호스트 백업 누락",
} as const;

/** What can happen to an alert. */
export const ALERT_STEPS = {
  opened: "opened",
  reopened: "came back",
  acknowledged: "acknowledged",
  snoozed: "snoozed",
  noticed: "told",
  reminded: "reminded",
  resolved: "resolved",
} as const;

/** The same in Korean. */
export const KOREAN_ALERT_STEPS = {
  opened: "발생",
  reopened: "다시 발생",
  acknowledged: "확인",
  snoozed: "미룸",
  noticed: "통지",
  reminded: "재통지",
  resolved: "해결",
} as const;
