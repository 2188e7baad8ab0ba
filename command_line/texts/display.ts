import type { PowerOrder } from "../orders/power_order.ts";

/** What the command line says about the machines of displays, in one language. */
export interface DisplayTexts {
  readonly about: Readonly<Record<"display" | "setMac" | "clearMac", string>>;
  readonly arguments: Readonly<Record<"display" | "mac", string>>;
  readonly mac: string;
  macSet(display: string, mac: string): string;
  macCleared(display: string, claimed: string | null): string;

  /** `send … power` without what. */
  powerWhat(display: string): string;
  /** What happens, before the confirmation. */
  readonly danger: Readonly<Record<PowerOrder, string>>;
}

/** English. */
export const english: DisplayTexts = {
  about: {
    display: "Set what is known of a display's machine.",
    setMac: "Set the MAC address that wakes a display.",
    clearMac: "Forget it; what the display claims counts again.",
  },
  arguments: { display: "display, by number, name or alias", mac: "for example 02:00:5E:00:53:01" },
  mac: "the MAC address of one network card, for example 02:00:5E:00:53:01",
  macSet: (display, mac) => `${display} is woken at ${mac}: signalbox send ${display} wake`,
  macCleared: (display, claimed) =>
    claimed === null
      ? `${display} has no MAC address any more, and cannot be woken.`
      : `${display} is woken at ${claimed}, as it claims.`,

  powerWhat: (display) =>
    `power needs restart or shutdown: signalbox send ${display} power restart`,
  danger: {
    restart: "What runs on the machine ends, and it starts again.",
    shutdown: "What runs on the machine ends. Only wake, or a hand, switches it on again.",
  },
};

/** Korean. */
export const korean: DisplayTexts = {
  about: {
    display: "디스플레이 컴퓨터에 대한 정보를 정합니다.",
    setMac: "디스플레이를 깨울 MAC 주소를 정합니다.",
    clearMac: "정한 주소를 지웁니다. 디스플레이가 알린 주소를 다시 씁니다.",
  },
  arguments: { display: "디스플레이 번호, 이름 또는 별칭", mac: "예: 02:00:5E:00:53:01" },
  mac: "네트워크 카드 하나의 MAC 주소 (예: 02:00:5E:00:53:01)",
  macSet: (display, mac) => `${display}: ${mac}로 깨웁니다. signalbox send ${display} wake`,
  macCleared: (display, claimed) =>
    claimed === null
      ? `${display}: MAC 주소가 없어 깨울 수 없습니다.`
      : `${display}: 스스로 알린 ${claimed}로 깨웁니다.`,

  powerWhat: (display) =>
    `power에는 restart 또는 shutdown이 필요합니다: signalbox send ${display} power restart`,
  danger: {
    restart: "이 컴퓨터에서 실행 중인 것이 끝나고 컴퓨터가 다시 시작됩니다.",
    shutdown:
      "이 컴퓨터에서 실행 중인 것이 끝나고 전원이 꺼집니다. wake 명령이나 사람 손으로만 다시 켤 수 있습니다.",
  },
};
