import type { CameraFormat } from "../agents/agent_host.ts";

/** What the command line says about agents, in one language. */
export interface AgentTexts {
  readonly about: Readonly<Record<"agent" | "camera", string>>;
  readonly options: Readonly<
    Record<
      | "source"
      | "file"
      | "codec"
      | "format"
      | "size"
      | "fps"
      | "bitrate"
      | "intra"
      | "bind"
      | "port"
      | "mqttUrl"
      | "advertise"
      | "silence"
      | "logLevel"
      | "logFormat",
      string
    >
  >;
  readonly words: string;
  readonly size: string;
  readonly address: string;
  readonly asSourceMakes: string;
  readonly keyframeEachSecond: string;
  readonly towardsBroker: string;
  /** What serves the viewers that are in the field. */
  readonly forTheField: string;

  readonly fileMissing: string;
  readonly commandMissing: string;
  strayWord(word: string): string;
  notFromJpeg(format: string): string;
  readonly noAgents: string;

  readonly formats: Readonly<Record<CameraFormat, string>>;
  serving(format: string, source: string, address: string): string;
  discovery(broker: string): string;
  otherPort(port: number): string;
  readonly ready: string;
  readonly stopping: string;
  readonly stopped: string;
  /** Why a source cannot be started, by its code. */
  readonly unavailable: Readonly<
    Record<"missing" | "forbidden" | "unreadable" | "notVideo", (what: string) => string>
  >;
}

/** English. */
export const english: AgentTexts = {
  about: {
    agent: "Run this machine as a member of a fleet.",
    camera: "Serve this machine's camera over TCP, and answer those who look for cameras by MQTT.",
  },
  options: {
    source: "camera (rpicam-vid or libcamera-vid), test, file:<path>, or command",
    file: "recording to play over and over; the same as --source file:<path>",
    codec: "what the source makes: h264 or mjpeg",
    format: "what viewers get: h264 (raw), framed-h264, or framed-jpeg",
    size: "pixels of camera and test picture",
    fps: "frames per second",
    bitrate: "kb/s of H.264",
    intra: "frames from one H.264 keyframe to the next",
    bind: "address to serve at",
    port: "port to serve at; viewers cannot ask for it",
    mqttUrl: "broker where viewers look for cameras",
    advertise: "address to answer, where viewers reach this machine under another one",
    silence: "start the source again when it brings nothing for so long",
    logLevel: "least level to log: debug, info, warn or error",
    logFormat: "pretty, json or auto",
  },
  words: "behind --: further options for the camera's program, or the command",
  size: "width x height in even numbers from 16 to 8192, for example 1280x720",
  address: "an address or a host name, without a port",
  asSourceMakes: "what the format needs",
  keyframeEachSecond: "one second's",
  towardsBroker: "the one used towards the broker, or --bind",
  forTheField: "Viewers in the field (V1 to V3) show JPEG only: --format framed-jpeg --port 8000",

  fileMissing: "Which file? Add --file <path>, or write --source file:<path>.",
  commandMissing: "Which command? Write it behind --, for example: --source command -- my-camera",
  strayWord: (word) =>
    `${word}: a source is named with --source, and options of its program stand behind --.`,
  notFromJpeg: (format) => `--codec mjpeg cannot be served as ${format}: use --format framed-jpeg.`,
  noAgents: "Agents cannot be run here.",

  formats: {
    "h264": "raw H.264",
    "framed-h264": "H.264 with lengths",
    "framed-jpeg": "JPEG with lengths",
  },
  serving: (format, source, address) =>
    `Serving ${format} from ${source} at ${address}, 0 viewers.`,
  discovery: (broker) => `Answering those who look for cameras at ${broker}.`,
  otherPort: (port) =>
    `The answer does not tell the port: viewers must be set to ${port} instead of 8000.`,
  ready: "Stop it with Ctrl+C.",
  stopping: "Stopping: viewers, discovery, the source.",
  stopped: "Stopped.",
  unavailable: {
    missing: (what) => `Not installed: ${what}.`,
    forbidden: (what) => `This program may not run ${what}: start it with --allow-run.`,
    unreadable: (what) => `${what} cannot be read.`,
    notVideo: (what) => `${what} has no pictures of that codec.`,
  },
};

/** Korean. */
export const korean: AgentTexts = {
  about: {
    agent: "이 컴퓨터를 플릿의 구성원으로 실행합니다.",
    camera: "이 컴퓨터의 카메라 영상을 TCP로 보내고, MQTT로 카메라를 찾는 쪽에 응답합니다.",
  },
  options: {
    source: "camera (rpicam-vid 또는 libcamera-vid), test, file:<경로>, command 중 하나",
    file: "반복 재생할 녹화 파일. --source file:<경로>와 같음",
    codec: "소스가 만드는 형식: h264 또는 mjpeg",
    format: "시청자가 받는 형식: h264 (원본 그대로), framed-h264, framed-jpeg",
    size: "카메라와 테스트 화면의 크기 (픽셀)",
    fps: "초당 프레임 수",
    bitrate: "H.264 비트레이트 (kb/s)",
    intra: "H.264 키프레임 사이의 프레임 수",
    bind: "영상을 보낼 주소",
    port: "영상을 보낼 포트. 시청자가 물어볼 수는 없음",
    mqttUrl: "시청자가 카메라를 찾는 브로커",
    advertise: "응답할 주소. 시청자가 다른 주소로 접속할 때 사용",
    silence: "이 시간 동안 영상이 없으면 소스를 다시 시작",
    logLevel: "기록할 최소 수준: debug, info, warn, error",
    logFormat: "pretty, json, auto 중 하나",
  },
  words: "-- 뒤에: 카메라 프로그램에 더 넘길 옵션 또는 명령",
  size: "16부터 8192까지의 짝수로 쓴 가로x세로 (예: 1280x720)",
  address: "포트 없는 주소 또는 호스트 이름",
  asSourceMakes: "출력 형식에 필요한 것",
  keyframeEachSecond: "1초 분량",
  towardsBroker: "브로커에 접속한 주소 또는 --bind의 주소",
  forTheField: "현장의 시청자(V1~V3)는 JPEG만 표시합니다: --format framed-jpeg --port 8000",

  fileMissing: "어떤 파일입니까? --file <경로> 또는 --source file:<경로>를 쓰십시오.",
  commandMissing: "어떤 명령입니까? -- 뒤에 쓰십시오. 예: --source command -- my-camera",
  strayWord: (word) => `${word}: 소스는 --source로 지정하고, 프로그램의 옵션은 -- 뒤에 씁니다.`,
  notFromJpeg: (format) =>
    `--codec mjpeg은 ${format} 형식으로 보낼 수 없습니다. --format framed-jpeg을 쓰십시오.`,
  noAgents: "여기에서는 에이전트를 실행할 수 없습니다.",

  formats: {
    "h264": "H.264 원본",
    "framed-h264": "길이를 붙인 H.264",
    "framed-jpeg": "길이를 붙인 JPEG",
  },
  serving: (format, source, address) =>
    `${source} 영상을 ${address}에서 ${format} 형식으로 보냅니다. 시청자 0명.`,
  discovery: (broker) => `${broker} 브로커에서 카메라를 찾는 쪽에 응답합니다.`,
  otherPort: (port) =>
    `응답에는 포트가 없습니다. 시청자의 포트를 8000에서 ${port}(으)로 바꾸십시오.`,
  ready: "Ctrl+C로 종료합니다.",
  stopping: "종료하는 중: 시청자, 응답, 소스 순서로 끝냅니다.",
  stopped: "종료했습니다.",
  unavailable: {
    missing: (what) => `설치되어 있지 않습니다: ${what}.`,
    forbidden: (what) =>
      `이 프로그램에는 ${what} 실행 권한이 없습니다. --allow-run을 붙여 시작하십시오.`,
    unreadable: (what) => `${what}: 읽을 수 없습니다.`,
    notVideo: (what) => `${what}: 해당 형식의 영상이 없습니다.`,
  },
};
