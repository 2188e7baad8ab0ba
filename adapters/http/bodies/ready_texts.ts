import type { ReadyCode } from "../../../actors/readiness/findings.ts";
import type { Blocker } from "../../../actors/readiness/messages.ts";

/** One sentence for people, in both languages. */
interface Sentence {
  readonly en: string;
  readonly ko: string;
}

type Say = (blocker: Pick<Blocker, "kind" | "amount" | "wanted">) => Sentence;

const said = (en: string, ko: string): Say => () => ({ en, ko });

const SENTENCES: Readonly<Record<ReadyCode, Say>> = {
  never_seen: said("It has never been seen.", "한 번도 연결된 적이 없습니다."),
  stale: said("It has been silent for longer than usual.", "평소보다 오래 응답이 없습니다."),
  offline: said("It is offline.", "오프라인입니다."),
  error: ({ kind, amount = 0 }) =>
    kind === "node" && amount > 0
      ? {
        en: amount === 1 ? "A container has failed." : `${amount} containers have failed.`,
        ko: `컨테이너 ${amount}개에 오류가 있습니다.`,
      }
      : { en: "It reports an error.", ko: "오류를 보고했습니다." },
  not_running: said("No program runs on it.", "실행 중인 프로그램이 없습니다."),
  wall_degraded: said("Not every host is in sync.", "일부 호스트가 동기화되지 않았습니다."),
  wall_lost: said("The wall has lost its sync.", "월의 동기화가 끊어졌습니다."),
  wall_unknown: said(
    "Nobody knows yet whether it is in sync.",
    "동기화 여부를 아직 알 수 없습니다.",
  ),
  not_live: said("It sends no pictures.", "영상이 들어오지 않습니다."),
  slow: ({ amount = 0, wanted = 0 }) => ({
    en: `${rate(amount)} frames a second; ${rate(wanted)} are needed.`,
    ko: `초당 ${rate(amount)}프레임입니다. ${rate(wanted)}프레임이 필요합니다.`,
  }),
  stopped: ({ amount = 1 }) => ({
    en: amount === 1
      ? "A container should run, and does not."
      : `${amount} containers should run, and do not.`,
    ko: `실행되어야 할 컨테이너 ${amount}개가 멈춰 있습니다.`,
  }),
  syncing: ({ amount = 1 }) => ({
    en: amount === 1
      ? "A container has not caught up with its chain."
      : `${amount} containers have not caught up with their chains.`,
    ko: `컨테이너 ${amount}개가 아직 체인을 따라잡지 못했습니다.`,
  }),
  unheard: said("It has not reported yet.", "아직 상태를 보고하지 않았습니다."),
  missing: said(
    "The rules name it, and nobody is called that.",
    "규칙에 있지만 그런 이름이 없습니다.",
  ),
  missing_group: said(
    "The rules name this group, and there is none.",
    "규칙에 있지만 그런 그룹이 없습니다.",
  ),
  empty_group: said("The group has no displays.", "그룹에 디스플레이가 없습니다."),
};

/** What people are told of a blocker. */
export function sentenceOf(blocker: Blocker): Sentence {
  return SENTENCES[blocker.code](blocker);
}

function rate(framesPerSecond: number): string {
  return String(Math.round(framesPerSecond * 10) / 10);
}
