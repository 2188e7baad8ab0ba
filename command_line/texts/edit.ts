/** What the command line says about edits of groups and presets, and of what a preset does, in one language. */
export interface EditTexts {
  readonly about: Readonly<Record<"groupEdit" | "presetEdit" | "presetShow", string>>;
  readonly options: Readonly<
    Record<
      | "name"
      | "description"
      | "add"
      | "remove"
      | "on"
      | "off"
      | "offset"
      | "barrier"
      | "noBarrier"
      | "inGroup"
      | "noGroup",
      string
    >
  >;
  readonly columns: Readonly<Record<"command" | "offset" | "connected" | "runs", string>>;
  /** Neither a new name nor anything else was typed. */
  readonly nothingNamed: string;
  groupChanged(name: string, id: number, displays: number): string;
  presetChanged(name: string, id: number, targets: number): string;
  notInGroup(flag: string, display: string): string;
  notInPreset(flag: string, display: string): string;
  bothWays(one: string, other: string, display: string): string;
  /** `id` of the preset. */
  emptied(id: number): string;
  /** Heads of what a preset is: facts in one line. */
  preset(name: string, id: number): string;
  group(name: string): string;
  lastRun(when: string): string;
  /** `who` is empty where nobody wrote it down. */
  editedBy(who: string, when: string): string;
  readonly words: Readonly<Record<"yes" | "no" | "barrier" | "noBarrier", string>>;
}

/** English. */
export const english: EditTexts = {
  about: {
    groupEdit: "Change a group; what is not named stays.",
    presetEdit: "Change a preset; what is not named stays.",
    presetShow: "Show what a preset does, display by display, and where it runs.",
  },
  options: {
    name: "another name",
    description: "another note for people",
    add: "display that joins; repeat for more",
    remove: "display that leaves; repeat for more",
    on: "display and what it executes from now on; repeat for more",
    off: "display that the preset leaves out from now on; repeat for more",
    offset:
      "how long after the start of a run this display gets its command, 10m at most; 0s: at once",
    barrier: "by default, send to all targets together or to none",
    noBarrier: "by default, send to whoever is connected",
    inGroup: "group it belongs to",
    noGroup: "no group it belongs to",
  },
  columns: { command: "Command", offset: "Offset", connected: "Connected", runs: "Runs it" },
  nothingNamed: "Say what is to be different.",
  groupChanged: (name, id, displays) =>
    `Group ${id} "${name}" was changed: ${displays} display(s).`,
  presetChanged: (name, id, targets) =>
    `Preset ${id} "${name}" was changed: ${targets} display(s).`,
  notInGroup: (flag, display) => `${flag} names the display ${display}, which is not in the group.`,
  notInPreset: (flag, display) =>
    `${flag} names the display ${display}, which is not in the preset.`,
  bothWays: (one, other, display) => `${one} and ${other} both name the display ${display}.`,
  emptied: (id) => `Nothing would be left of it. To delete it: signalbox preset delete ${id}`,
  preset: (name, id) => `Preset ${id} "${name}"`,
  group: (name) => `Group: ${name}`,
  lastRun: (when) => `Last run: ${when}`,
  editedBy: (who, when) => `Changed: ${when}${who === "" ? "" : `, by ${who}`}`,
  words: {
    yes: "yes",
    no: "no",
    barrier: "Sent to all targets together, or to none.",
    noBarrier: "Sent to whoever is connected.",
  },
};

/** Korean. */
export const korean: EditTexts = {
  about: {
    groupEdit: "그룹을 고칩니다. 지정하지 않은 것은 그대로 둡니다.",
    presetEdit: "프리셋을 고칩니다. 지정하지 않은 것은 그대로 둡니다.",
    presetShow: "프리셋이 디스플레이마다 무엇을 하는지, 어디에서 실행 중인지 표시합니다.",
  },
  options: {
    name: "새 이름",
    description: "새 설명",
    add: "그룹에 넣을 디스플레이. 여러 번 쓸 수 있습니다",
    remove: "그룹에서 뺄 디스플레이. 여러 번 쓸 수 있습니다",
    on: "디스플레이와 앞으로 실행할 명령. 여러 번 쓸 수 있습니다",
    off: "프리셋에서 뺄 디스플레이. 여러 번 쓸 수 있습니다",
    offset: "실행을 시작하고 이 디스플레이에 명령을 보낼 때까지의 시간, 최대 10m. 0s는 바로",
    barrier: "기본적으로 모든 대상에 함께 보내거나 전혀 보내지 않습니다",
    noBarrier: "기본적으로 연결된 대상에만 보냅니다",
    inGroup: "속할 그룹",
    noGroup: "어느 그룹에도 속하지 않습니다",
  },
  columns: { command: "명령", offset: "시차", connected: "연결", runs: "실행 중" },
  nothingNamed: "무엇을 고칠지 지정하세요.",
  groupChanged: (name, id, displays) =>
    `그룹 ${id} "${name}"을(를) 고쳤습니다. 디스플레이 ${displays}대.`,
  presetChanged: (name, id, targets) =>
    `프리셋 ${id} "${name}"을(를) 고쳤습니다. 디스플레이 ${targets}대.`,
  notInGroup: (flag, display) => `${flag}의 디스플레이 ${display}은(는) 이 그룹에 없습니다.`,
  notInPreset: (flag, display) => `${flag}의 디스플레이 ${display}은(는) 이 프리셋에 없습니다.`,
  bothWays: (one, other, display) =>
    `디스플레이 ${display}이(가) ${one}에도 ${other}에도 있습니다.`,
  emptied: (id) => `남는 디스플레이가 없습니다. 프리셋을 삭제하려면: signalbox preset delete ${id}`,
  preset: (name, id) => `프리셋 ${id} "${name}"`,
  group: (name) => `그룹: ${name}`,
  lastRun: (when) => `마지막 실행: ${when}`,
  editedBy: (who, when) => `고친 때: ${when}${who === "" ? "" : `, 고친 사람: ${who}`}`,
  words: {
    yes: "예",
    no: "아니요",
    barrier: "모든 대상에 함께 보내고, 하나라도 연결되지 않았으면 보내지 않습니다.",
    noBarrier: "연결된 대상에만 보냅니다.",
  },
};
