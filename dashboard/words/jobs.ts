import { wordsOf } from "./language.ts";

/** Words of the job panel. */
export const jobWords = wordsOf({
  title: "Jobs",
  running: (jobs: number) => jobs === 0 ? "all done" : `${jobs} running`,
  progress: (done: number, total: number) => `${done} of ${total} completed`,
  putAway: (title: string) => `Put “${title}” away`,
  left: (time: string) => `${time} left`,
  stopWaiting: "Stop waiting",
  stopWaitingHint:
    "What the device has begun may go on; only the waiting ends, and the ledger says so.",
}, {
  title: "작업",
  running: (jobs: number) => jobs === 0 ? "모두 끝남" : `${jobs}개 진행 중`,
  progress: (done: number, total: number) => `${total}개 중 ${done}개 완료`,
  putAway: (title: string) => `“${title}” 치우기`,
  left: (time: string) => `${time} 남음`,
  stopWaiting: "그만 기다리기",
  stopWaitingHint:
    "장치가 이미 시작한 작업은 계속될 수 있습니다. 기다리기만 멈추며, 원장에 그렇게 기록됩니다.",
});
