import type { DoctorFacts, DoctorTexts, DoctorWords } from "./doctor.ts";

const at = ({ host, port }: DoctorFacts) => `${host}:${port}`;

/** Korean. */
export const korean: DoctorTexts = {
  about: "제어 호스트 연결을 막는 원인을 알기 쉽게 알려 줍니다.",
  kind: "연결하려는 쪽: host (사용자와 프로그램), display, node, sync, camera",
  options: {
    url: "그 종류가 연결하는 곳. 이름 또는 주소, 필요하면 프로토콜과 포트",
    token: "접근 토큰. 노드 호스트는 자신의 토큰",
    role: "토큰에 필요한 역할: view, operate, admin",
    right: "토큰에 필요한 권한: exec, keys, payout, logs, recordings. 여러 번 쓸 수 있음",
    ca: "신뢰할 인증서 (PEM 파일)",
  },
  noDoctor: "여기에서는 연결을 진단할 수 없습니다.",
  badUrl: (got) =>
    `${got}: 192.0.2.10, 192.0.2.10:8000, https://control.example:8443 처럼 ` +
    "이름이나 주소를 쓰십시오.",
  heads: ["점검", "결과"],
  checks: {
    name: "이름",
    port: "포트",
    tls: "TLS 인증서",
    program: "프로그램",
    version: "버전",
    clock: "시계",
    displays: "디스플레이",
    question: "상태 질문",
    token: "토큰",
    broker: "MQTT 브로커",
    dataDir: "데이터 폴더",
  },
  words: {
    isAddress: { says: ({ host }) => `${host}은(는) 주소이므로 이름을 찾을 필요가 없습니다.` },
    hasAddress: { says: ({ host, addresses }) => `${host}의 주소는 ${addresses}입니다.` },
    noName: {
      says: ({ host }) => `${host}(이)라는 이름을 찾을 수 없습니다.`,
      hint: () => "주소를 직접 쓰거나 네임 서버 담당자에게 문의하십시오.",
    },
    open: { says: (facts) => `${at(facts)}에 연결됩니다.` },
    refused: {
      says: (facts) =>
        `${at(facts)} 연결이 거부됩니다. 컴퓨터는 있지만 그 포트에서 받는 프로그램이 없습니다.`,
      hint: () =>
        "제어 호스트를 시작하거나(signalbox start) 포트를 확인하십시오(signalbox config print).",
    },
    timedOut: {
      says: (facts) => `${at(facts)}에서 전혀 응답이 없습니다.`,
      hint: () => "주소가 틀렸거나, 컴퓨터가 꺼져 있거나, 방화벽이 그 포트를 막고 있습니다.",
    },
    unreachable: {
      says: (facts) => `여기에서 ${at(facts)}(으)로 가는 경로가 없습니다.`,
      hint: () => "이 컴퓨터의 케이블, 주소, 게이트웨이를 확인하십시오.",
    },
    failed: {
      says: (facts) => `${at(facts)} 연결에 실패했습니다: ${facts.detail}`,
      hint: () => "주소와 제어 호스트의 로그를 확인하십시오.",
    },
    tlsGood: { says: ({ host }) => `${host}의 인증서가 유효합니다.` },
    tlsUnknown: {
      says: () => "이 컴퓨터가 신뢰하는 기관이 서명한 인증서가 아닙니다.",
      hint: () =>
        "제어 호스트가 만든 인증서라면 data/tls/cert.pem을 복사해 --ca cert.pem을 붙이십시오.",
    },
    tlsExpired: {
      says: () => "인증서의 유효 기간이 끝났습니다.",
      hint: () => "인증서를 갱신하고 이 컴퓨터의 시계를 확인하십시오.",
    },
    tlsTooEarly: {
      says: () => "인증서의 유효 기간이 아직 시작되지 않았습니다.",
      hint: () => "이 컴퓨터의 시계를 확인하십시오.",
    },
    tlsWrongName: {
      says: ({ host }) => `${host}의 인증서가 아닙니다.`,
      hint: () =>
        "인증서에 있는 이름을 쓰거나 제어 호스트에서 --tls-names로 이 이름을 추가하십시오.",
    },
    tlsNone: {
      says: (facts) => `${at(facts)}은(는) TLS를 쓰지 않습니다.`,
      hint: () =>
        "s를 빼거나(http, ws, mqtt) 제어 호스트에 인증서를 설정하십시오(--tls-self-signed).",
    },
    tlsFailed: {
      says: (facts) => `TLS 연결에 실패했습니다: ${facts.detail}`,
      hint: () => "제어 호스트의 로그를 확인하십시오.",
    },
    isSignalbox: { says: ({ version }) => `Signalbox ${version}이(가) 응답합니다.` },
    otherProgram: {
      says: (facts) =>
        `${at(facts)}에서 다른 프로그램이 응답합니다${
          facts.status ? ` (HTTP ${facts.status})` : ""
        }` +
        `${facts.server ? `: ${facts.server}` : ""}.`,
      hint: () => "포트를 확인하십시오. 8000은 사용자와 디스플레이, 8080은 다른 장치용입니다.",
    },
    mute: {
      says: (facts) => `${at(facts)}에 연결되지만 아무 응답이 없습니다.`,
      hint: () =>
        "다른 프로그램이거나 멈춘 프로그램입니다. 그 포트를 쓰는 프로그램을 확인하십시오.",
    },
    hungUp: {
      says: (facts) => `${at(facts)}이(가) 연결을 바로 끊습니다.`,
      hint: () => "다른 프로그램이거나, 연결이 가득 찼거나, TLS가 필요한 포트입니다.",
    },
    sameVersion: { says: ({ own }) => `이 프로그램(${own})과 맞습니다.` },
    otherVersion: {
      says: ({ version, own }) => `상대는 ${version}, 이 프로그램은 ${own}입니다.`,
      hint: () => "오래된 쪽을 업데이트하십시오.",
    },
    inTime: { says: ({ seconds }) => `시계 차이는 ${seconds}초입니다.` },
    ahead: {
      says: ({ seconds }) => `제어 호스트의 시계가 이 컴퓨터보다 ${seconds}초 빠릅니다.`,
      hint: () => "두 컴퓨터의 시각을 같은 서버(NTP)에 맞추십시오.",
    },
    behind: {
      says: ({ seconds }) => `제어 호스트의 시계가 이 컴퓨터보다 ${seconds}초 느립니다.`,
      hint: () => "두 컴퓨터의 시각을 같은 서버(NTP)에 맞추십시오.",
    },
    takesDisplays: { says: () => "디스플레이 연결(Socket.IO)을 받습니다." },
    answers: { says: ({ answer }) => `GET_STATUS에 응답합니다: ${answer}.` },
    tokenGood: {
      says: ({ name, role, rights }) =>
        name === ""
          ? "토큰이 유효합니다."
          : `토큰 "${name}"이(가) 유효합니다: ${role}${rights ? `, ${rights}` : ""}.`,
    },
    tokenMissing: {
      says: () => "토큰이 없습니다.",
      hint: () => "SIGNALBOX_TOKEN 또는 --token을 쓰십시오. 제어 호스트에서: signalbox token new",
    },
    tokenInvalid: {
      says: () => "제어 호스트가 모르는 토큰입니다: 오타, 만료 또는 폐기.",
      hint: () =>
        "제어 호스트에서 새로 만드십시오: signalbox token new (노드 호스트: signalbox account add)",
    },
    tokenLacks: {
      says: ({ name, lacking }) => `토큰 "${name}"에 없는 것: ${lacking}.`,
      hint: () =>
        "필요한 권한으로 만드십시오: signalbox token new <이름> --role <역할> --right <권한>",
    },
    brokerGood: { says: (facts) => `${at(facts)}의 브로커에 접속됩니다.` },
    brokerDenies: {
      says: (facts) => `${at(facts)}의 브로커가 사용자 이름이나 암호를 거부합니다.`,
      hint: () => "URL에 함께 쓰십시오: mqtt://user:password@host (@ : /는 %40 %3A %2F)",
    },
    writable: { says: ({ folder }) => `${folder}에 쓸 수 있습니다.` },
    willBeMade: { says: ({ folder }) => `${folder}은(는) 아직 없으며 만들 수 있습니다.` },
    notWritable: {
      says: ({ folder, detail }) => `${folder}에 쓸 수 없습니다: ${detail}`,
      hint: () =>
        "--data-dir로 다른 폴더를 지정하거나 Signalbox를 시작하는 사용자에게 권한을 주십시오.",
    },
    diskFull: {
      says: ({ folder }) => `${folder}의 디스크에 남은 공간이 없습니다.`,
      hint: () => "공간을 비우십시오. 오래된 녹화는 recordings 폴더에 있습니다.",
    },
  } satisfies Record<string, DoctorWords>,
  allWell: (place) => `${place} 연결을 막는 것이 없습니다.`,
  inTheWay: (count, place) => `${place} 연결을 막는 것이 ${count}가지 있습니다.`,
};
