import { isKorean } from "./texts.ts";

/** What the control host says to whoever has started it, in one language. */
export interface StartTexts {
  /** For people, programs and displays; for other devices; the same over TLS. */
  readonly purposes: Readonly<Record<string, string>>;
  data(folder: string): string;
  readonly tokenOnce: string;
  readonly ready: string;
  readonly stopping: string;
  stopped(ms: number): string;
  abandoned(paths: string): string;
  portUnavailable(port: number, reason: string, flag: string): string;
  readonly portReasons: Readonly<Record<string, string>>;
  cannotStart(reason: string): string;
  reloaded(applied: string, later: string): string;
  readonly nothing: string;
  reloadRefused(problems: string): string;
}

const english: StartTexts = {
  purposes: {
    http: "people, programs, displays",
    device: "other devices",
    tls: "other devices over TLS",
  },
  data: (folder) => `data in ${folder}`,
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
    EADDRNOTAVAIL: "cannot be opened: this machine does not have that address",
  },
  cannotStart: (reason) => `Signalbox cannot start: ${reason}`,
  reloaded: (applied, later) =>
    `Configuration read again. Applied: ${applied}. At the next start: ${later}.`,
  nothing: "nothing",
  reloadRefused: (problems) => `Configuration not applied: ${problems}`,
};

const korean: StartTexts = {
  purposes: {
    http: "사용자, 프로그램, 디스플레이",
    device: "다른 장치",
    tls: "다른 장치 (TLS)",
  },
  data: (folder) => `데이터 폴더 ${folder}`,
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
    EADDRNOTAVAIL: "이 컴퓨터에 없는 주소입니다",
  },
  cannotStart: (reason) => `Signalbox를 시작할 수 없습니다: ${reason}`,
  reloaded: (applied, later) =>
    `설정을 다시 읽었습니다. 적용: ${applied}. 다음 시작 때 적용: ${later}.`,
  nothing: "없음",
  reloadRefused: (problems) => `설정을 적용하지 않았습니다: ${problems}`,
};

/** The texts in the language of `SIGNALBOX_LANG`, else of the locale. */
export function startTextsFor(language: string | undefined, locale: string): StartTexts {
  return isKorean(language, locale) ? korean : english;
}
