/** What the command line says about schedules, in one language. */
export interface ScheduleTexts {
  readonly about: Readonly<
    Record<
      "schedule" | "list" | "add" | "edit" | "remove" | "enable" | "disable" | "run" | "history",
      string
    >
  >;
  readonly arguments: Readonly<Record<"schedule" | "newName" | "command", string>>;
  readonly options: Readonly<
    Record<
      | "cron"
      | "timeZone"
      | "template"
      | "runPreset"
      | "stopPreset"
      | "display"
      | "execute"
      | "on"
      | "off"
      | "missed"
      | "maxLateness"
      | "pause"
      | "yes"
      | "wait",
      string
    >
  >;
  readonly columns: Readonly<
    Record<"on" | "when" | "does" | "next" | "last" | "due" | "targets" | "trigger", string>
  >;
  /** One line about each template. */
  readonly templates: Readonly<Record<string, string>>;
  readonly on: string;
  readonly off: string;
  readonly trigger: Readonly<Record<"cron" | "manual", string>>;
  made(name: string, id: number, next: string): string;
  changed(name: string, next: string): string;
  readonly noNext: string;
  readonly madeOff: string;
  began(name: string, id: string): string;
  ended(id: string, state: string, completed: number, total: number): string;
  look(name: string): string;
  readonly oneThing: string;
  readonly forContainers: string;
  readonly cronMissing: string;
}

/** English. */
export const english: ScheduleTexts = {
  about: {
    schedule:
      "List, add, edit, remove, switch and run schedules: what is done by itself, and when.",
    list: "List schedules with their next and their last run.",
    add: "Add a schedule: a command for node containers, a preset, or a display's command.",
    edit: "Change when a schedule runs and what it does; what is not named stays.",
    remove: "Remove a schedule and its history.",
    enable: "Switch a schedule on.",
    disable: "Switch a schedule off. Containers that wait for their turn are not begun.",
    run: "Run a schedule now, whether it is on or off.",
    history: "List the runs of a schedule, newest first.",
  },
  arguments: {
    schedule: "number or name of the schedule",
    newName: "name of the new schedule",
    command: "what containers are to do: status, backup_keys, …; with --display what it is to do",
  },
  options: {
    cron: 'when, as minute hour day month weekday: "0 4 * * *" is every day at 04:00',
    timeZone: "time zone of it, such as Asia/Seoul",
    template: "begin with this: daily-key-rotation or daily-key-backup",
    runPreset: "run this preset",
    stopPreset: "stop this preset",
    display: "this display, with stop, check, wake, power restart, power shutdown, or --execute",
    execute: "the command line that the display is to execute",
    on: "add it switched on; what begins with --preset is off otherwise",
    off: "add it switched off",
    missed: "what becomes of a missed run: skip, or run-once as soon as possible",
    maxLateness: "a run that would be later than this is not made up for",
    pause: "between two containers of rotate_keys or backup_keys, at least 10m",
    yes: "do not ask back",
    wait: "wait for the end of the run",
  },
  columns: {
    on: "On",
    when: "When",
    does: "Does",
    next: "Next run",
    last: "Last run",
    due: "Due",
    targets: "Done",
    trigger: "By",
  },
  templates: {
    "daily-key-rotation": "rotates the session keys of every connected container, once a day",
    "daily-key-backup": "backs up the keys of every container, once a day",
  },
  on: "on",
  off: "off",
  trigger: { cron: "schedule", manual: "hand" },
  made: (name, id, next) => `Schedule ${id} "${name}" was added. ${next}`,
  changed: (name, next) => `"${name}" was changed. ${next}`,
  noNext: "It has no next run.",
  madeOff: "It is off.",
  began: (name, id) => `"${name}" runs as ${id}.`,
  ended: (id, state, completed, total) => `${id}: ${state}, ${completed} of ${total} completed.`,
  look: (name) => `See how it went: signalbox schedule history "${name}"`,
  oneThing: "Name one thing to do: a command for containers, --run, --stop, or --display with " +
    "stop, check, wake, power restart, power shutdown or --execute.",
  forContainers: "--node, --container, --type, --connected and --pause are for containers.",
  cronMissing: '--cron is needed, for example --cron "0 4 * * *" for every day at 04:00.',
};

/** Korean. */
export const korean: ScheduleTexts = {
  about: {
    schedule: "일정(정해진 시각에 스스로 하는 일)을 조회, 추가, 삭제, 전환, 실행합니다.",
    list: "일정과 다음 실행, 마지막 실행을 나열합니다.",
    add: "일정을 추가합니다: 노드 컨테이너 명령, 프리셋, 디스플레이 명령.",
    edit: "일정의 시각과 하는 일을 고칩니다. 지정하지 않은 것은 그대로 둡니다.",
    remove: "일정과 실행 기록을 삭제합니다.",
    enable: "일정을 켭니다.",
    disable: "일정을 끕니다. 차례를 기다리는 컨테이너는 시작하지 않습니다.",
    run: "일정을 지금 실행합니다. 꺼져 있어도 됩니다.",
    history: "일정의 실행 기록을 최신순으로 나열합니다.",
  },
  arguments: {
    schedule: "일정 번호 또는 이름",
    newName: "새 일정의 이름",
    command: "컨테이너가 할 일: status, backup_keys 등. --display와 함께 쓰면 디스플레이가 할 일",
  },
  options: {
    cron: '시각 (분 시 일 월 요일). "0 4 * * *"는 매일 04:00',
    timeZone: "그 시각의 시간대 (예: Asia/Seoul)",
    template: "틀로 시작: daily-key-rotation 또는 daily-key-backup",
    runPreset: "이 프리셋을 실행",
    stopPreset: "이 프리셋을 중지",
    display:
      "이 디스플레이 (stop, check, wake, power restart, power shutdown 또는 --execute와 함께)",
    execute: "디스플레이가 실행할 명령줄",
    on: "켜진 상태로 추가 (--preset으로 시작한 일정은 기본으로 꺼짐)",
    off: "꺼진 상태로 추가",
    missed: "놓친 실행의 처리: skip(건너뜀) 또는 run-once(가능해지면 한 번)",
    maxLateness: "이보다 늦어지면 놓친 실행을 하지 않음",
    pause: "rotate_keys, backup_keys의 컨테이너 사이 간격 (최소 10m)",
    yes: "되묻지 않음",
    wait: "실행이 끝날 때까지 기다림",
  },
  columns: {
    on: "켜짐",
    when: "시각",
    does: "하는 일",
    next: "다음 실행",
    last: "마지막 실행",
    due: "예정",
    targets: "완료",
    trigger: "시작",
  },
  templates: {
    "daily-key-rotation": "연결된 모든 컨테이너의 세션 키를 하루 한 번 교체",
    "daily-key-backup": "모든 컨테이너의 키를 하루 한 번 백업",
  },
  on: "켜짐",
  off: "꺼짐",
  trigger: { cron: "예정", manual: "수동" },
  made: (name, id, next) => `일정 ${id} "${name}"을(를) 추가했습니다. ${next}`,
  changed: (name, next) => `"${name}"을(를) 변경했습니다. ${next}`,
  noNext: "다음 실행이 없습니다.",
  madeOff: "꺼져 있습니다.",
  began: (name, id) => `"${name}" 실행을 시작했습니다: ${id}`,
  ended: (id, state, completed, total) => `${id}: ${state}, ${total}개 중 ${completed}개 완료.`,
  look: (name) => `결과 보기: signalbox schedule history "${name}"`,
  oneThing: "할 일을 하나만 지정하세요: 컨테이너 명령, --run, --stop, 또는 --display와 함께 " +
    "stop, check, wake, power restart, power shutdown, --execute 중 하나.",
  forContainers: "--node, --container, --type, --connected, --pause는 컨테이너에만 씁니다.",
  cronMissing: '--cron이 필요합니다. 예: --cron "0 4 * * *" (매일 04:00)',
};
