/** Everything the watch page says to people, in one language. */
export interface WatchTexts {
  readonly language: "en" | "ko";
  readonly signInFirst: string;
  readonly connecting: string;
  connectionLost(since: string): string;
  readonly stream: {
    readonly connecting: string;
    readonly waiting: string;
    readonly stalled: string;
  };
  since(time: string): string;
  noPicture(since: string): string;
  readonly noSuchCamera: string;
  cannotPlay(codec: string): string;
  readonly signIn: string;
  readonly token: string;
  readonly tokenRefused: string;
  readonly unreachable: string;
  readonly live: string;
  readonly gone: string;
  readonly latency: string;
  readonly latencyHint: string;
  dropped(frames: number): string;
  readonly fullScreen: string;
  /** Words what the control host says of a camera; left out: it is shown as it is. */
  said?(reason: string): string;
}

const english: WatchTexts = {
  language: "en",
  signInFirst: "Sign in to see this camera.",
  connecting: "Connecting to the control host …",
  connectionLost: (since) =>
    `The connection to the control host was lost at ${since}. Trying again …`,
  stream: {
    connecting: "The camera is gone.",
    waiting: "The camera is there, and has sent no picture yet.",
    stalled: "The camera is silent.",
  },
  since: (time) => `since ${time}`,
  noPicture: (since) => `No picture has come since ${since}.`,
  noSuchCamera: "There is no such camera.",
  cannotPlay: (codec) => `This browser cannot play ${codec}.`,
  signIn: "Sign in",
  token: "Access token",
  tokenRefused: "This token is not valid.",
  unreachable: "The control host does not answer.",
  live: "Live",
  gone: "No picture",
  latency: "latency",
  latencyHint: "From the control host to this screen, as far as the clocks can tell",
  dropped: (frames) => `${frames} dropped`,
  fullScreen: "Full screen",
};

const korean: WatchTexts = {
  language: "ko",
  signInFirst: "로그인하면 이 카메라를 볼 수 있습니다.",
  connecting: "제어 호스트에 연결하는 중 …",
  connectionLost: (since) => `${since}에 제어 호스트와 연결이 끊겼습니다. 다시 연결하는 중 …`,
  stream: {
    connecting: "카메라가 연결되어 있지 않습니다.",
    waiting: "카메라는 연결되었지만 아직 영상이 없습니다.",
    stalled: "카메라가 응답하지 않습니다.",
  },
  since: (time) => `${time}부터`,
  noPicture: (since) => `${since} 이후 영상이 오지 않습니다.`,
  noSuchCamera: "그런 카메라가 없습니다.",
  cannotPlay: (codec) => `이 브라우저는 ${codec} 영상을 재생할 수 없습니다.`,
  signIn: "로그인",
  token: "접근 토큰",
  tokenRefused: "유효하지 않은 토큰입니다.",
  unreachable: "제어 호스트가 응답하지 않습니다.",
  live: "실시간",
  gone: "영상 없음",
  latency: "지연",
  latencyHint: "제어 호스트에서 이 화면까지 걸린 시간 (시계 차이를 보정한 추정값)",
  dropped: (frames) => `누락 ${frames}`,
  fullScreen: "전체 화면",
};

/** The texts for a language tag (BCP 47); English where it is not Korean. */
export function textsOf(language: string): WatchTexts {
  return /^ko\b/i.test(language) ? korean : english;
}

/** A moment of today as the people who use this browser write it, with seconds. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hourCycle: "h23" });
}
