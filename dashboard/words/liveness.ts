import { wordsOf } from "./language.ts";

/** Words about whether a member is there, and since when. */
export const livenessWords = wordsOf({
  reason: "Why",
  interval: "Reports every",
  thresholds: "Stale / offline after",
  lastSeen: "Last heard",
  noHistory: "Nothing has changed yet.",
  work: "Maintenance",
  workUntil: (until: string, by: string, note: string) =>
    `Until ${until}, by ${by}${note === "" ? "" : `: ${note}`}`,
}, {
  reason: "이유",
  interval: "보고 간격",
  thresholds: "지연 / 오프라인 기준",
  lastSeen: "마지막 수신",
  noHistory: "아직 변화가 없습니다.",
  work: "점검",
  workUntil: (until: string, by: string, note: string) =>
    `${until}까지, ${by}${note === "" ? "" : `: ${note}`}`,
});
