import type { NodeAgentTexts } from "./node_agent.ts";

/** Korean. */
export const korean: NodeAgentTexts = {
  about: "이 컴퓨터의 블록체인 컨테이너 상태를 보고하고 제어 호스트의 명령을 실행합니다.",
  options: {
    config: "이 옵션들을 담은 파일",
    server: "제어 호스트. host[:port]는 TLS를 먼저 시도하고 ws:// 또는 wss://로 지정할 수 있음",
    serverId: "제어 호스트에서 쓸 이 컴퓨터의 이름",
    ca: "신뢰할 인증서 또는 제어 호스트 인증서를 서명한 인증서 (PEM)",
    username: "제어 호스트의 장치 계정",
    passwordFile: "첫 줄에 비밀번호를 담은 파일",
    engine: "Docker 소켓: unix:///경로 또는 tcp://host:port",
    nodes: "노드 컨테이너. 쉼표로 구분",
    interval: "측정 간격",
    backupDir: "키 백업을 두는 폴더",
    payoutProgram: "지급을 실행하는 프로그램",
    payoutArgs: "그 프로그램에 넘길 인자. 공백으로 구분하며 {container}는 컨테이너 이름",
    rpcPorts: "컨테이너 안의 RPC 포트 (예: validator=9944,archive=9945)",
    basePaths: "컨테이너가 체인을 두는 곳 (예: validator=/data)",
    stateDir: "다시 시작한 뒤에도 알아야 할 것을 두는 폴더. 이 에이전트만 사용",
    logLevel: "기록할 최소 수준: debug, info, warn, error",
    logFormat: "pretty, json, auto 중 하나",
  },
  usual: {
    config: "없음",
    serverId: "컴퓨터 ID의 앞부분",
    ca: "시스템이 신뢰하는 인증서",
    username: "로그인하지 않음",
    passwordFile: "없음",
    nodes: "3node0, node1처럼 이름 붙은 컨테이너",
    payoutProgram: "지급하지 않음",
    payoutArgs: "{container}",
    rpcPorts: "3node<n>은 33980 + n, node<n>은 33880 + n",
    basePaths: "컨테이너의 명령줄이 말하는 곳, 없으면 /data",
  },
  password: "비밀번호는 SIGNALBOX_AGENT_PASSWORD 변수나 파일의 password 키로도 줄 수 있습니다.",
  serverUrl: "host[:port] 또는 ws://나 wss://와 호스트 (예: wss://control.example:8443)",
  serverName: "문자, 숫자, ._:@- 1~64자",
  certificate: "PEM 형식의 인증서",
  engineUrl: "unix:///docker.sock의 경로 또는 tcp://host:port",
  containers: "쉼표로 구분한 컨테이너 이름",
  ports: "쉼표로 구분한 컨테이너=포트 (예: validator=9944)",
  paths: "쉼표로 구분한 컨테이너=/경로 (예: validator=/data)",
  halfLogin: "로그인에는 --username과 파일이나 변수로 준 비밀번호가 모두 필요합니다.",
  argsAlone:
    "--payout-args는 프로그램에 넘길 인자입니다. --payout-program으로 프로그램을 지정하십시오.",
  noServerId: "이 컴퓨터에는 고유 ID가 없습니다. --server-id로 이름을 정하십시오.",

  greets: (serverId, servers) => `노드 호스트 ${serverId}, 제어 호스트 ${servers}.`,
  nodesFound: (engine, names) => `${engine}의 노드: ${names}.`,
  noNodes: (engine) =>
    `${engine}에 노드 이름을 가진 컨테이너가 없습니다. --nodes로 지정할 수 있습니다.`,
  noEngine: (reason) => `${reason}. 계속 다시 시도합니다.`,
  pays: (program) => `지급은 ${program}(으)로 실행합니다.`,
  paysNothing: "지급하지 않습니다. --payout-program으로 프로그램을 지정할 수 있습니다.",
  ready: "Ctrl+C로 종료합니다. 컨테이너는 계속 실행됩니다.",
  stopping: "종료하는 중: 진행 중인 명령, 연결 순서로 끝냅니다.",
  stopped: "종료했습니다.",
  unavailable: {
    taken: (what) =>
      `${what}: 다른 에이전트가 사용하고 있습니다. --state-dir로 다른 폴더를 고르십시오.`,
    unusable: (what) =>
      `상태 폴더를 쓸 수 없습니다: ${what}. --state-dir로 다른 폴더를 고르십시오.`,
  },
};
