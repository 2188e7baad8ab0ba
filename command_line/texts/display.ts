import type { PowerOrder } from "../orders/power_order.ts";

/** What the command line says about displays and their machines, in one language. */
export interface DisplayTexts {
  readonly about: Readonly<
    Record<
      "display" | "add" | "rename" | "alias" | "merge" | "forget" | "setMac" | "clearMac",
      string
    >
  >;
  readonly arguments: Readonly<
    Record<"display" | "mac" | "newName" | "name" | "aliases" | "goes", string>
  >;
  readonly options: Readonly<
    Record<"alias" | "mac" | "address" | "port" | "into" | "yes" | "force", string>
  >;
  readonly mac: string;
  readonly address: string;
  added(display: string, id: number): string;
  renamed(before: string, display: string): string;
  /** `aliases` are separated by commas. */
  alsoCalled(display: string, aliases: string): string;
  merged(gone: string, into: string): string;
  readonly mergeDanger: string;
  forgotten(display: string): string;
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
    display: "Add, name, merge and forget displays, and set what wakes them.",
    add: "Add a display before its device comes.",
    rename: "Give a display another name; the old one still leads to it.",
    alias: "Give a display more names that lead to it.",
    merge: "Make two displays one: the same device under two names.",
    forget: "Forget a display; it leaves its groups and presets.",
    setMac: "Set the MAC address that wakes a display.",
    clearMac: "Forget it; what the display claims counts again.",
  },
  arguments: {
    display: "display, by number, name or alias",
    mac: "for example 02:00:5E:00:53:01",
    newName: "name under which its device registers, or that people are to see",
    name: "what people are to call it",
    aliases: "names that are to lead to it as well",
    goes: "the display that goes, by number, name or alias",
  },
  options: {
    alias: "another name that its device may register under; repeat for more",
    mac: "MAC address of the network card that wakes it",
    address: "IP address where it is said to be",
    port: "port that its client announces",
    into: "the display that stays; it takes over the names, and the places in groups and presets",
    yes: "do not ask",
    force: "also one that is connected",
  },
  mac: "the MAC address of one network card, for example 02:00:5E:00:53:01",
  address: "an IPv4 or IPv6 address, for example 192.0.2.7",
  added: (display, id) =>
    `Display ${id} "${display}" was added. It is shown as never seen until its device comes.`,
  renamed: (before, display) => `"${before}" is called "${display}" from now on.`,
  alsoCalled: (display, aliases) => `Names that lead to "${display}": ${aliases}.`,
  merged: (gone, into) => `"${gone}" is a name of "${into}" from now on.`,
  mergeDanger: "One of the two goes for good. Its names, groups and presets pass to the other.",
  forgotten: (display) =>
    `"${display}" was forgotten. When its device registers again, it comes as a new display.`,
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
    display: "디스플레이를 추가하고, 이름을 정하고, 합치고, 지우고, 깨울 주소를 정합니다.",
    add: "장치가 접속하기 전에 디스플레이를 미리 추가합니다.",
    rename: "디스플레이의 이름을 바꿉니다. 예전 이름으로도 찾을 수 있습니다.",
    alias: "디스플레이를 찾을 수 있는 이름을 더합니다.",
    merge: "두 디스플레이를 하나로 합칩니다. 한 장치가 두 이름으로 등록된 경우입니다.",
    forget: "디스플레이를 목록에서 지웁니다. 그룹과 프리셋에서도 빠집니다.",
    setMac: "디스플레이를 깨울 MAC 주소를 정합니다.",
    clearMac: "정한 주소를 지웁니다. 디스플레이가 알린 주소를 다시 씁니다.",
  },
  arguments: {
    display: "디스플레이 번호, 이름 또는 별칭",
    mac: "예: 02:00:5E:00:53:01",
    newName: "장치가 등록할 때 쓰는 이름, 또는 사람이 볼 이름",
    name: "사람이 부를 새 이름",
    aliases: "이 디스플레이를 찾을 수 있는 다른 이름들",
    goes: "없어질 디스플레이의 번호, 이름 또는 별칭",
  },
  options: {
    alias: "장치가 등록할 때 쓸 수 있는 다른 이름. 여러 번 쓸 수 있습니다",
    mac: "깨울 때 쓰는 네트워크 카드의 MAC 주소",
    address: "디스플레이가 있는 IP 주소",
    port: "클라이언트가 알리는 포트",
    into: "남을 디스플레이. 이름과 그룹, 프리셋의 자리를 이어받습니다",
    yes: "확인을 묻지 않습니다",
    force: "연결되어 있어도",
  },
  mac: "네트워크 카드 하나의 MAC 주소 (예: 02:00:5E:00:53:01)",
  address: "IPv4 또는 IPv6 주소 (예: 192.0.2.7)",
  added: (display, id) =>
    `디스플레이 ${id} "${display}"을(를) 추가했습니다. 장치가 접속할 때까지는 접속한 적 없음으로 나옵니다.`,
  renamed: (before, display) => `이제 "${before}"의 이름은 "${display}"입니다.`,
  alsoCalled: (display, aliases) => `"${display}"을(를) 찾을 수 있는 이름: ${aliases}.`,
  merged: (gone, into) => `이제 "${gone}"은(는) "${into}"의 다른 이름입니다.`,
  mergeDanger:
    "둘 중 하나가 영구히 없어집니다. 그 이름과 그룹, 프리셋의 자리는 다른 하나로 넘어갑니다.",
  forgotten: (display) =>
    `"${display}"을(를) 목록에서 지웠습니다. 그 장치가 다시 등록하면 새 디스플레이가 됩니다.`,
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
