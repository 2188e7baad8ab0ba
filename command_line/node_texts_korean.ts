import type { NodeTexts } from "./node_texts.ts";

/** Korean. */
export const koreanNodes: NodeTexts = {
  about: {
    send: "디스플레이나 컨테이너 하나에 명령을 보내고 결과를 표시합니다.",
    broadcast: "여러 노드 호스트의 컨테이너에 명령을 보내고 모두의 결과를 표시합니다.",
    listNodes: "노드 호스트와 상태, 그 이유, 하고 있는 일을 나열합니다.",
    listContainers: "노드 호스트의 컨테이너를 나열합니다.",
    openConsole: "실행 중인 제어 호스트의 콘솔을 엽니다. 명령, 자동 완성, 입력 기록을 씁니다.",
    console: "플릿에 내리는 명령입니다. Tab은 완성, Ctrl+C는 대기 중단, Ctrl+D는 나가기입니다.",
    wait: "명령이나 키 교체를 다시 기다리고 응답을 표시합니다.",
    cancel: "명령을 포기하거나, 키 교체를 다음 컨테이너 전에 끝냅니다.",
    help: "쓸 수 있는 명령이나 명령 하나의 사용법을 표시합니다.",
    quit: "나갑니다. 명령은 계속됩니다.",
  },
  arguments: {
    target: "디스플레이 또는 클라이언트[/컨테이너]. 명령에 따라 클라이언트/all",
    action: "디스플레이: execute, stop, check. 컨테이너: start, stop, logs, status 등",
    words: "명령의 값. 순서대로 쓰거나 이름=값으로 씁니다",
    command: "클라이언트의 명령",
    id: "명령 ID(cmd_…) 또는 키 교체 ID(rot_…)",
  },
  options: {
    yes: "확인을 묻지 않습니다 (exec, backup_keys, rotate_keys, payout)",
    node: "이 클라이언트만. 여러 번 쓸 수 있습니다",
    container: "이 이름의 컨테이너만. 여러 번 쓸 수 있습니다",
    type: "이 노드 종류의 컨테이너만. 여러 번 쓸 수 있습니다",
    connected: "연결된 클라이언트만",
    pause: "키를 교체할 때 컨테이너 사이의 간격: 10m",
    query: "서버 ID, 이름, 주소, 컨테이너에 이 문자열이 있는 것만",
    hostLimit: "최대 클라이언트 수",
  },
  columns: {
    client: "클라이언트",
    containers: "실행",
    work: "작업",
    type: "종류",
    height: "블록",
    peers: "피어",
    cpu: "프로세서",
    memory: "메모리",
  },
  commands: {
    start: "컨테이너를 시작합니다.",
    stop: "컨테이너를 중지합니다.",
    restart: "컨테이너를 다시 시작합니다.",
    logs: "컨테이너 로그의 마지막 줄들을 표시합니다.",
    status: "Docker가 알려 주는 컨테이너 상태를 표시합니다.",
    exec: "컨테이너 안에서 셸 없이 명령줄을 실행합니다.",
    backup_keys: "노드의 키를 클라이언트 장비의 파일로 묶습니다.",
    payout: "지급 스크립트를 실행합니다.",
    rotate_keys: "새 세션 키를 만들고 여기에 저장합니다.",
    check_keys: "노드가 가진 세션 키를 종류별로 표시합니다.",
    has_session_keys: "노드에 세션 키가 있는지 알려 줍니다.",
    has_key: "노드에 특정 종류의 공개 키가 있는지 알려 줍니다.",
    find_validator: "세션 키가 속한 검증인을 찾습니다.",
  },
  danger: {
    exec: "컨테이너 안의 명령줄은 노드에 필요한 것을 바꾸거나 망가뜨릴 수 있습니다.",
    backup_keys: "백업하는 동안 노드를 멈췄다가 다시 시작합니다.",
    payout: "지급은 자금을 옮기며 되돌릴 수 없습니다.",
    rotate_keys: "이전 키는 사라집니다. 새 키는 사람이 체인에 등록해야 합니다.",
  },
  usualDeadline: "디스플레이는 60s, 컨테이너는 명령마다 다름",

  usageOf: (form) => `사용법: ${form}`,
  paramTwice: (name) => `${name} 값이 두 번 있습니다.`,
  tooManyValues: (command) => `${command}에 쓴 값이 너무 많습니다.`,
  noSuchParam: (command, name) => `${command}에는 ${name} 값이 없습니다.`,

  severalHosts: (name, ids) =>
    `"${name}" 클라이언트가 여러 개입니다. 서버 ID로 지정하세요: ${ids}.`,
  twoKinds: (name, candidates) =>
    `"${name}"은(는) 디스플레이이면서 노드 호스트입니다. 하나를 지정하세요: ${candidates}.`,
  notOfNodes: (action, choices) =>
    `${action}은(는) 디스플레이 명령입니다. 클라이언트 명령: ${choices}.`,
  notForAll: (command) => `${command}은(는) all이 아니라 컨테이너 하나에 보냅니다.`,
  eachInstead: (line) => `하나씩 모두에 보내려면: ${line}`,
  noContainer: (host) => `${host}은(는) 아직 컨테이너를 보고하지 않았습니다.`,
  severalContainers: (host, targets) =>
    `${host}에 컨테이너가 여러 개입니다. 하나를 지정하세요: ${targets}.`,
  whichContainer: (host) => `${host}의 컨테이너:`,
  numberOrName: "번호 또는 이름 (Enter: 취소): ",

  sayYes: (command) => `${command}은(는) 되돌릴 수 없습니다. --yes를 붙이세요.`,
  typeToGoOn: (command, whom, word) =>
    `${command} 대상: ${whom}. 계속하려면 ${word}을(를) 입력하세요: `,
  nothingSent: "아무것도 보내지 않았습니다.",
  everyHost: "모든 클라이언트",
  acceptedFor: (count) => `컨테이너 ${count}개에 접수됨.`,
  completedOf: (completed, total) => `${total}개 중 ${completed}개 완료.`,
  rotated: (verified, total) => `${total}개 중 ${verified}개 교체 및 확인 완료.`,
  goesOn: (id) => `더 기다리지 않습니다. 호스트에서 계속됩니다: ${id}`,
  comeBack: (look, cancel) =>
    `다시 보기: ${look}${cancel === undefined ? "" : `, 포기하기: ${cancel}`}`,

  noInput: "명령을 읽을 입력이 없습니다.",
  welcome: (url) => `제어 호스트 ${url}. 명령을 보려면 help, 나가려면 quit을 입력하세요.`,
  openQuote: "따옴표가 닫히지 않았습니다.",
  typeHelp: "명령 보기: help",
  clientCommands: "send와 broadcast에 쓰는 클라이언트 명령 (자세히: help <명령>):",
  needsRight: (right) => `${right} 권한이 있는 토큰이 필요합니다.`,
  takesAll: "<클라이언트>/all로 실행 중인 모두에 한 번에 보낼 수 있습니다.",
  usualTime: (time) => `--deadline이 없으면 ${time} 뒤에 포기합니다.`,
  firstNode: "mclient가 장치 포트에 접속하면 노드 호스트가 여기에 나타납니다.",
  moreHosts: (count) => `처음 ${count}개만 표시했습니다. 나머지 보기: list nodes`,
};
