import { wordsOf } from "./language.ts";

/** Words of the strips of a day. */
export const stripWords = wordsOf({
  title: "The last 24 hours",
  hoursAgo: (hours: number) => hours === 0 ? "now" : `${hours} h ago`,
  summary: (name: string, share: number | null) =>
    share === null
      ? `${name}: nothing is known of the last 24 hours`
      : `${name}: online ${(share * 100).toFixed(1)} % of what is known of the last 24 hours`,
}, {
  title: "최근 24시간",
  hoursAgo: (hours: number) => hours === 0 ? "지금" : `${hours}시간 전`,
  summary: (name: string, share: number | null) =>
    share === null
      ? `${name}: 최근 24시간 기록이 없습니다`
      : `${name}: 최근 24시간 중 확인된 시간의 ${(share * 100).toFixed(1)} % 온라인`,
});
