/** Options of `agent display`. */
export type DisplayAgentOptionName =
  | "config"
  | "server"
  | "name"
  | "address"
  | "stateDir"
  | "shell"
  | "allow"
  | "allowPower"
  | "logLevel"
  | "logFormat";

/** What the command line says about the display agent, in one language. */
export interface DisplayAgentTexts {
  readonly about: string;
  readonly options: Readonly<Record<DisplayAgentOptionName, string>>;
  /** What holds when an option is left out. */
  readonly usual: Readonly<Record<"config" | "name" | "address" | "allow", string>>;
  readonly serverUrl: string;
  readonly displayName: string;
  readonly address: string;
  readonly allowed: string;
  readonly shellAndList: string;
  readonly ownFile: string;

  greets(name: string, server: string): string;
  readonly everyProgram: string;
  readonly mayPower: string;
  only(programs: string): string;
  found(count: number): string;
  readonly ready: string;
  readonly stopping: string;
  readonly stopped: string;
  /** Why a state folder cannot be used, by its code. */
  readonly unavailable: Readonly<Record<"taken" | "unusable", (what: string) => string>>;
}

/** English. */
export const english: DisplayAgentTexts = {
  about: "Run shows on this machine as a control host tells it to.",
  options: {
    config: "file with these options, or the config.json of a display client",
    server: "control host",
    name: "this display's name, as operators know it",
    address: "address to tell the control host",
    stateDir: "folder for what must be known after a restart; of this agent alone",
    shell:
      "when a command line goes to the system's shell: auto (when it needs one), always, never",
    allow:
      "only these programs: file names, paths, folders with a slash behind; with commas between",
    allowPower: "the control host may restart this machine, and shut it down",
    logLevel: "least level to log: debug, info, warn or error",
    logFormat: "pretty, json or auto",
  },
  usual: {
    config: "none",
    name: "the machine's name",
    address: "the one used towards the control host",
    allow: "every program",
  },
  serverUrl: "http:// or https:// with a host, for example http://192.0.2.10:8000",
  displayName: "1 to 255 characters that can be shown",
  address: "an address or a host name, without a port",
  allowed: "programs with commas between, none of them empty",
  shellAndList:
    "--shell always and --allow exclude each other: nobody could say what a shell starts.",
  ownFile:
    "Keys of a display client's own config.json are understood: server_url, client_name, client_ip.",

  greets: (name, server) => `Display ${name}, at ${server}.`,
  everyProgram: "Runs every program that it is told to run; --allow limits that.",
  mayPower: "Restarts and shuts down this machine when it is told to.",
  only: (programs) => `Runs only ${programs}.`,
  found: (count) => count === 1 ? "1 program runs already." : `${count} programs run already.`,
  ready: "Stop it, and what it runs, with Ctrl+C.",
  stopping: "Stopping: what runs, then the connection.",
  stopped: "Stopped.",
  unavailable: {
    taken: (what) => `Another agent works with ${what}. Choose another folder with --state-dir.`,
    unusable: (what) =>
      `The state folder cannot be used: ${what}. Choose another with --state-dir.`,
  },
};

/** Korean. */
export const korean: DisplayAgentTexts = {
  about: "제어 호스트의 지시에 따라 이 컴퓨터에서 콘텐츠를 실행합니다.",
  options: {
    config: "이 옵션들을 담은 파일 또는 디스플레이 클라이언트의 config.json",
    server: "제어 호스트",
    name: "운영자가 아는 이 디스플레이의 이름",
    address: "제어 호스트에 알릴 주소",
    stateDir: "다시 시작한 뒤에도 알아야 할 것을 두는 폴더. 이 에이전트만 사용",
    shell: "명령줄을 시스템 셸에 넘기는 때: auto (필요할 때), always, never",
    allow: "이 프로그램만 실행: 파일 이름, 경로, 끝에 빗금을 붙인 폴더. 쉼표로 구분",
    allowPower: "제어 호스트가 이 컴퓨터를 다시 시작하거나 끌 수 있음",
    logLevel: "기록할 최소 수준: debug, info, warn, error",
    logFormat: "pretty, json, auto 중 하나",
  },
  usual: {
    config: "없음",
    name: "컴퓨터 이름",
    address: "제어 호스트에 접속한 주소",
    allow: "모든 프로그램",
  },
  serverUrl: "http:// 또는 https://와 호스트 (예: http://192.0.2.10:8000)",
  displayName: "표시할 수 있는 문자 1~255자",
  address: "포트 없는 주소 또는 호스트 이름",
  allowed: "쉼표로 구분한 프로그램. 빈 항목은 쓸 수 없음",
  shellAndList:
    "--shell always와 --allow는 함께 쓸 수 없습니다. 셸이 무엇을 시작할지 알 수 없습니다.",
  ownFile: "디스플레이 클라이언트의 config.json 키도 읽습니다: server_url, client_name, client_ip.",

  greets: (name, server) => `디스플레이 ${name}, 제어 호스트 ${server}.`,
  everyProgram: "지시받은 모든 프로그램을 실행합니다. --allow로 제한할 수 있습니다.",
  mayPower: "지시받으면 이 컴퓨터를 다시 시작하거나 끕니다.",
  only: (programs) => `${programs}만 실행합니다.`,
  found: (count) => `이미 실행 중인 프로그램: ${count}개.`,
  ready: "Ctrl+C로 실행 중인 프로그램과 함께 종료합니다.",
  stopping: "종료하는 중: 실행 중인 프로그램, 연결 순서로 끝냅니다.",
  stopped: "종료했습니다.",
  unavailable: {
    taken: (what) =>
      `${what}: 다른 에이전트가 사용하고 있습니다. --state-dir로 다른 폴더를 고르십시오.`,
    unusable: (what) =>
      `상태 폴더를 쓸 수 없습니다: ${what}. --state-dir로 다른 폴더를 고르십시오.`,
  },
};
