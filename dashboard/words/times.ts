import { dateText } from "./formats.ts";
import { wordsOf } from "./language.ts";

const units = wordsOf(
  {
    ago: (text: string) => `${text} ago`,
    within: (text: string) => `in the last ${text}`,
    now: "just now",
    never: "never",
    time: "Time",
    s: " s",
    m: " min",
    h: " h",
    d: " d",
  },
  {
    ago: (text: string) => `${text} 전`,
    within: (text: string) => `${text} 이내`,
    now: "방금",
    never: "없음",
    time: "시각",
    s: "초",
    m: "분",
    h: "시간",
    d: "일",
  },
);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in its two largest units: `3 h 12 min`. */
export function duration(ms: number): string {
  const { s, m, h, d } = units();
  if (ms > 0 && ms < SECOND / 2) return `< 1${s}`;
  const whole = Math.max(0, Math.round(ms / SECOND)) * SECOND;
  const pair = (large: number, big: string, small: number, little: string) =>
    small === 0 ? `${large}${big}` : `${large}${big} ${small}${little}`;
  if (whole < MINUTE) return `${whole / SECOND}${s}`;
  if (whole < HOUR) {
    return pair(Math.floor(whole / MINUTE), m, Math.floor(whole % MINUTE / SECOND), s);
  }
  if (whole < DAY) return pair(Math.floor(whole / HOUR), h, Math.floor(whole % HOUR / MINUTE), m);
  return pair(Math.floor(whole / DAY), d, Math.floor(whole % DAY / HOUR), h);
}

/** How long ago a moment was, seen from `now`; a clock a little ahead of ours makes no moment of tomorrow. */
export function ago(at: string | number | null, now: number): string {
  if (at === null) return units().never;
  const ms = now - momentOf(at);
  if (ms < 2 * SECOND) return units().now;
  // After so long nobody counts seconds, and a line that changes all the time draws the eye.
  return units().ago(duration(ms < 10 * MINUTE ? ms : Math.floor(ms / MINUTE) * MINUTE));
}

/** Some time within the last so many seconds. */
export function within(time: string): string {
  return units().within(time);
}

/** A moment as people here write it; the day where it is not today's. */
export function moment(at: string | number, now = Date.now()): string {
  const date = new Date(momentOf(at));
  const today = new Date(now).toDateString() === date.toDateString();
  const clock = dateText(date, CLOCK);
  return today ? clock : `${dateText(date, DAY_TEXT)} ${clock}`;
}

/** The month as a word: 11/12 is another day elsewhere. */
const DAY_TEXT = { year: "numeric", month: "short", day: "numeric" } as const;
/** Midnight is 00:00; `hour12: false` makes it 24:00 in some languages. */
const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** What moments are called where they stand in a row with other values. */
export function timeWord(): string {
  return units().time;
}

/**
 * A mark on an axis of time, as short as the step to the next one allows; the day stands below it where it begins.
 *
 * @param before the mark before it; undefined: it is the first
 */
export function tickText(at: number, stepMs: number, before?: number): string {
  const date = new Date(at);
  const text = (options: Intl.DateTimeFormatOptions) => dateText(date, options);
  if (stepMs >= 28 * DAY) return text({ year: "numeric", month: "short" });
  const day = { month: "short", day: "numeric" } as const;
  if (stepMs >= DAY) return text(day);
  const { second, ...minutes } = CLOCK;
  const clock = text(stepMs < MINUTE ? { ...minutes, second } : minutes);
  const sameDay = before !== undefined && new Date(before).toDateString() === date.toDateString();
  return sameDay ? clock : `${clock}\n${text(day)}`;
}

/** Epoch ms of a moment of the API. */
export function momentOf(at: string | number): number {
  return typeof at === "number" ? at : Date.parse(at);
}
