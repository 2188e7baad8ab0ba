import type { SyncAgentTexts } from "./sync_agent.ts";

/** Korean. */
export const korean: SyncAgentTexts = {
  about: {
    sync: "이 컴퓨터의 동기화 카드 상태를 제어 호스트로 보내고, 상태를 묻는 쪽에 응답합니다.",
    test: "SyncGuard 설정 창의 연결 테스트 버튼처럼 대상에 한 번 연결해 봅니다.",
  },
  options: {
    config: "설정 파일: 모든 빌드의 SyncGuard 설정 파일 또는 이 옵션들을 쓴 YAML/JSON",
    targetIp: "제어 호스트의 주소 또는 이름",
    targetPort: "제어 호스트의 장치 포트",
    enableExternalSend: "true 또는 false: 외부 전송 여부",
    interval: "전송 간격. 상태가 바뀌면 바로 보냄",
    stateCommand: "상태를 출력하는 명령: 0~2 또는 Master, Slave, Error, Synced, Free",
    stateFile: "마지막 줄이 상태인 파일. 1초마다 읽음",
    claim: "보내는 줄에 적을 IPv4 주소",
    bind: "GET_STATUS에 응답할 주소",
    port: "GET_STATUS에 응답할 포트 또는 off",
    logLevel: "기록할 최소 수준: debug, info, warn, error",
    logFormat: "pretty, json, auto 중 하나",
    ask: "보내지 않고 대상에 GET_STATUS를 물어봄",
  },
  usual: {
    target: "없음, 보내지 않음",
    send: "대상이 있으면 true",
    state: "Windows에서 NVIDIA WMI 클래스",
    claim: "대상으로 나가는 주소",
    config: "없음",
  },
  portOrOff: "off 또는 0부터 65535까지의 정수",
  ipv4: "192.0.2.31과 같은 IPv4 주소",
  target: "포트 없는 주소 또는 호스트 이름",
  twoSources: "--state-command와 --state-file은 함께 쓸 수 없습니다.",
  needsTarget:
    "대상이 어디입니까? --target-ip <주소> 또는 --config <SyncGuard 설정 파일>을 쓰십시오.",

  reads: (source) => `${source}에서 상태를 읽습니다.`,
  sends: (target, ms) => `${target}(으)로 ${ms / 1_000}초마다, 그리고 상태가 바뀔 때마다 보냅니다.`,
  sendsNothing: "보내지 않습니다: 대상이 없습니다 (--target-ip 또는 --config).",
  sendingIsOff: "보내지 않습니다: 외부 전송이 꺼져 있습니다 (enableExternalSend).",
  answers: (address) => `${address}에서 GET_STATUS에 응답합니다.`,
  answersNobody: "GET_STATUS에 응답하지 않습니다.",
  ready: "Ctrl+C로 종료합니다.",
  stopping: "종료하는 중: 연결, 상태 읽기 순서로 끝냅니다.",
  stopped: "종료했습니다.",
  unavailable: {
    missing: (what) => `설치되어 있지 않습니다: ${what}.`,
    forbidden: (what) =>
      `이 프로그램에는 ${what} 실행 권한이 없습니다. --allow-run을 붙여 시작하십시오.`,
    noWmi: (what) =>
      `${what}에는 WMI가 없습니다. --state-command 또는 --state-file로 상태의 출처를 지정하십시오.`,
  },

  trial: {
    connected: (target, ms) => `${target}에 ${ms} ms 만에 연결되었습니다.`,
    sent: (line) =>
      `${line} 을(를) 보냈습니다. 대상은 응답하지 않으므로 도착했는지는 대상에서 확인하십시오.`,
    sentNothing: "상태가 없어 아무것도 보내지 않았습니다.",
    answered: {
      Synced: "Synced라고 응답합니다.",
      Free: "Free라고 응답합니다.",
    },
    noState: (source) => `5초 안에 ${source}에서 상태를 읽지 못했습니다.`,
    failed: {
      noName: (target) => `${target}의 이름을 찾을 수 없습니다. 주소를 직접 쓰십시오.`,
      refused: (target) =>
        `${target} 연결이 거부되었습니다: 컴퓨터는 있지만 그 포트에서 받는 프로그램이 없습니다. ` +
        "제어 호스트가 실행 중인지, 장치 포트가 맞는지 확인하십시오.",
      timedOut: (target) =>
        `${target} 에서 5초 동안 응답이 없습니다: 주소 오류, 전원 꺼짐 또는 방화벽을 확인하십시오.`,
      unreachable: (target) =>
        `여기에서 ${target}(으)로 가는 경로가 없습니다. 케이블과 네트워크를 확인하십시오.`,
      failed: (target, detail) => `${target} 연결에 실패했습니다: ${detail}`,
      mute: (target) =>
        `${target}에 연결되지만 5초 동안 GET_STATUS에 응답하지 않습니다. 현장의 모니터는 응답하지 ` +
        "않으므로 --ask 없이 시험하십시오.",
      otherAnswer: (target, detail) =>
        `${target}은(는) 다른 프로그램입니다. 응답: ${JSON.stringify(detail)}`,
      hungUp: (target) =>
        `${target} 이(가) 연결을 바로 끊습니다. 다른 프로그램이거나 연결이 가득 찼습니다.`,
    },
  },
};
