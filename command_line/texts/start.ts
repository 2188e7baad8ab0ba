import { particled } from "./particled.ts";
import { isKorean } from "./texts.ts";

/** What the control host says to whoever has started it, in one language. */
export interface StartTexts {
  /** In which what the control host says in English is worded. */
  readonly language: "en" | "ko";
  /** For people, programs and displays; for other devices; the same over TLS. */
  readonly purposes: Readonly<Record<string, string>>;
  data(folder: string): string;
  /** The certificate of our own making, for clients that verify. */
  certificate(path: string): string;
  readonly certificateReasons: Readonly<
    Record<"kept" | "first" | "names" | "expiry" | "unreadable", string>
  >;
  readonly namesUnseen: string;
  readonly tokenOnce: string;
  readonly ready: string;
  readonly stopping: string;
  stopped(ms: number): string;
  abandoned(paths: string): string;
  portUnavailable(port: number, reason: string, flag: string): string;
  readonly portReasons: Readonly<Record<string, string>>;
  /** The flag that names the address. */
  addressUnavailable(flag: string): string;
  cannotStart(reason: string): string;
  /** What the runtime does not allow, by the flag that allows it. */
  readonly permissions: {
    net(port: string): string;
    read(folder: string): string;
    write(folder: string): string;
    readonly env: string;
    /** The only one without which the program runs. */
    readonly statfs: string;
  };
  reloaded(applied: string, later: string): string;
  readonly nothing: string;
  reloadRefused(problems: string): string;
}

const english: StartTexts = {
  language: "en",
  purposes: {
    http: "people, programs, displays",
    device: "other devices",
    tls: "other devices over TLS",
    mqtt: "cameras and their viewers, to find each other",
  },
  data: (folder) => `data in ${folder}`,
  certificate: (path) => `clients that verify TLS must trust ${path}`,
  certificateReasons: {
    kept: "(the same as before)",
    first: "(made now)",
    names: "(made anew, as this host has new names or addresses: give it to them again)",
    expiry: "(made anew, as the old one was about to end: give it to them again)",
    unreadable: "(made anew, as the old one could not be used: give it to them again)",
  },
  namesUnseen: "This host may not see its own name and addresses (--allow-sys): the certificate " +
    "has only localhost and those of --tls-names.",
  tokenOnce:
    "Admin token, shown this once. Keep it; a lost one is replaced with: signalbox token new",
  ready: "Signalbox is ready. Stop it with Ctrl+C.",
  stopping: "Stopping: displays are told, and open commands are ended.",
  stopped: (ms) => `Stopped in ${ms} ms.`,
  abandoned: (paths) => `These did not stop in time: ${paths}`,
  portUnavailable: (port, reason, flag) =>
    `Port ${port} ${reason}. Choose another with ${flag}, or 0 for any free one.`,
  portReasons: {
    EADDRINUSE: "is taken by another program",
    EACCES: "needs a right that this user does not have",
  },
  addressUnavailable: (flag) =>
    `This machine does not have the address of ${flag}. Give one that it has, or 0.0.0.0 for all of them.`,
  cannotStart: (reason) => `Signalbox cannot start: ${reason}`,
  permissions: {
    net: (port) =>
      `it may not listen on ${port}. Give it --allow-net, or start it with: deno task start`,
    read: (folder) =>
      `it may not read ${folder}. Give it --allow-read, or start it with: deno task start`,
    write: (folder) =>
      `it may not write to ${folder}. Give it --allow-write, or start it with: deno task start`,
    env: "it may not see its settings in the environment. Give it " +
      "--allow-env=SIGNALBOX_*,HOME,USERPROFILE --ignore-env, or start it with: deno task start",
    statfs: "Nobody will be told that the disk gets full: it may not look how full it is " +
      "(--allow-sys=statfs).",
  },
  reloaded: (applied, later) =>
    `Configuration read again. Applied: ${applied}. At the next start: ${later}.`,
  nothing: "nothing",
  reloadRefused: (problems) => `Configuration not applied: ${problems}`,
};

const korean: StartTexts = {
  language: "ko",
  purposes: {
    http: "사용자, 프로그램, 디스플레이",
    device: "다른 장치",
    tls: "다른 장치 (TLS)",
    mqtt: "카메라와 뷰어의 탐색",
  },
  data: (folder) => `데이터 폴더 ${folder}`,
  certificate: (path) => `TLS를 검증하는 클라이언트가 신뢰해야 할 인증서: ${path}`,
  certificateReasons: {
    kept: "(이전과 같음)",
    first: "(새로 만듦)",
    names: "(이 호스트의 이름이나 주소가 늘어 다시 만들었으니 다시 나눠 주십시오)",
    expiry: "(만료가 가까워 다시 만들었으니 다시 나눠 주십시오)",
    unreadable: "(이전 것을 쓸 수 없어 다시 만들었으니 다시 나눠 주십시오)",
  },
  namesUnseen: "이 호스트의 이름과 주소를 볼 권한이 없어 (--allow-sys) 인증서에는 localhost와 " +
    "--tls-names의 이름만 있습니다.",
  tokenOnce:
    "관리자 토큰입니다. 지금 한 번만 표시되니 보관하십시오. 잃어버리면 signalbox token new 로 새로 발급합니다.",
  ready: "Signalbox가 준비되었습니다. Ctrl+C로 종료합니다.",
  stopping: "종료하는 중: 디스플레이에 알리고, 진행 중인 명령을 마감합니다.",
  stopped: (ms) => `${ms} ms 만에 종료했습니다.`,
  abandoned: (paths) => `제시간에 멈추지 않은 액터: ${paths}`,
  portUnavailable: (port, reason, flag) =>
    `포트 ${port}: ${reason}. ${flag} 로 다른 포트를 고르거나, 0으로 빈 포트를 쓰십시오.`,
  portReasons: {
    EADDRINUSE: "다른 프로그램이 사용 중입니다",
    EACCES: "이 사용자에게 권한이 없습니다",
  },
  addressUnavailable: (flag) =>
    `${flag}의 주소가 이 컴퓨터에 없습니다. 있는 주소를 주거나, 모든 주소를 뜻하는 0.0.0.0을 쓰십시오.`,
  cannotStart: (reason) => `Signalbox를 시작할 수 없습니다: ${reason}`,
  permissions: {
    net: (port) =>
      `${port}에서 연결을 받을 권한이 없습니다. --allow-net 을 주거나 deno task start 로 시작하십시오.`,
    read: (folder) =>
      `${folder}을(를) 읽을 권한이 없습니다. --allow-read 를 주거나 deno task start 로 시작하십시오.`,
    write: (folder) =>
      `${folder}에 쓸 권한이 없습니다. --allow-write 를 주거나 deno task start 로 시작하십시오.`,
    env: "환경 변수에 있는 설정을 볼 권한이 없습니다. --allow-env=SIGNALBOX_*,HOME,USERPROFILE " +
      "--ignore-env 를 주거나 deno task start 로 시작하십시오.",
    statfs: "디스크 사용량을 볼 권한이 없어 (--allow-sys=statfs) 디스크가 차도 알리지 못합니다.",
  },
  reloaded: (applied, later) =>
    `설정을 다시 읽었습니다. 적용: ${applied}. 다음 시작 때 적용: ${later}.`,
  nothing: "없음",
  reloadRefused: (problems) => `설정을 적용하지 않았습니다: ${problems}`,
};

/** The texts in the language of `SIGNALBOX_LANG`, else of the locale. */
export function startTextsFor(language: string | undefined, locale: string): StartTexts {
  return isKorean(language, locale) ? particled(korean) : english;
}
