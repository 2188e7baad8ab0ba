import type { ReadyKind } from "../../protocols/api/ready.ts";

/** What the command line says about the verdict on the show, in one language. */
export interface ReadyTexts {
  readonly about: string;
  readonly columns: Readonly<Record<"severity" | "kind" | "name" | "since" | "why", string>>;
  readonly severity: Readonly<Record<"blocks" | "warns", string>>;
  /** One of a kind, and several. */
  readonly kind: Readonly<Record<ReadyKind, string>>;
  readonly kinds: Readonly<Record<ReadyKind, string>>;
  /** `since` is a duration. */
  ready(since: string): string;
  notReady(since: string): string;
  readonly unknown: string;
  /** Until when the fleet has time to find us again; a duration. */
  warmingUp(left: string): string;
  count(kind: string, ready: number, total: number, ignored: number): string;
  more(count: number): string;
}

/** English. */
export const english: ReadyTexts = {
  about: "Tell whether the show can begin, and what keeps it from it. Exit code 1 when it cannot.",
  columns: { severity: "Effect", kind: "Kind", name: "Name", since: "Since", why: "Why" },
  severity: { blocks: "blocks", warns: "warns" },
  kind: { display: "display", wall: "wall", camera: "camera", node: "node" },
  kinds: { display: "displays", wall: "walls", camera: "cameras", node: "nodes" },
  ready: (since) => `The show can begin (for ${since}).`,
  notReady: (since) => `The show cannot begin (for ${since}).`,
  unknown: "Nobody knows yet whether the show can begin.",
  warmingUp: (left) => `The control host has just started, and looks for the fleet: ${left} left.`,
  count: (kind, ready, total, ignored) =>
    `${ready} of ${total} ${kind} ready${ignored === 0 ? "" : `, ${ignored} left out`}`,
  more: (count) => `and ${count} more`,
};

/** Korean. */
export const korean: ReadyTexts = {
  about:
    "쇼를 시작할 수 있는지, 무엇이 막고 있는지 알려 줍니다. 시작할 수 없으면 종료 코드는 1입니다.",
  columns: { severity: "영향", kind: "종류", name: "이름", since: "언제부터", why: "이유" },
  severity: { blocks: "막음", warns: "주의" },
  kind: { display: "디스플레이", wall: "월", camera: "카메라", node: "노드" },
  kinds: { display: "디스플레이", wall: "월", camera: "카메라", node: "노드" },
  ready: (since) => `쇼를 시작할 수 있습니다 (${since}째).`,
  notReady: (since) => `쇼를 시작할 수 없습니다 (${since}째).`,
  unknown: "쇼를 시작할 수 있는지 아직 알 수 없습니다.",
  warmingUp: (left) => `제어 호스트가 방금 시작해 장비를 찾고 있습니다. 남은 시간: ${left}.`,
  count: (kind, ready, total, ignored) =>
    `${kind} ${total}대 중 ${ready}대 준비됨${ignored === 0 ? "" : `, ${ignored}대 제외`}`,
  more: (count) => `그 밖에 ${count}개`,
};
