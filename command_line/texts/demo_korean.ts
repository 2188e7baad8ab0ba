import type { DemoTexts } from "./demo.ts";

/** Korean. */
export const korean: DemoTexts = {
  about: {
    demo: "이 컴퓨터에서 제어 호스트와 모의 플릿을 실행해 전체가 움직이는 모습을 보여 줍니다.",
    fault: "실행 중인 데모에 장애를 일으킵니다.",
    clear: "실행 중인 데모의 장애를 하나 또는 모두 끝냅니다.",
  },
  options: {
    scale: "디스플레이 수. 노드 호스트와 동기 호스트는 비례 (1000이면 각각 200)",
    faults: "장애가 한 번에 하나씩 저절로 일어남",
    seed: "같은 수는 같은 플릿과 같은 장애를 만듦",
    keep: "데모가 끝나도 남길 데이터 폴더",
    list: "장애 목록과 진행 여부 표시",
    for: "지속 시간",
    port: "데모가 여럿일 때 대상 데모의 HTTP 포트",
  },
  fault: "장애 이름. --list로 볼 수 있음",
  usualScale: "디스플레이 8, 노드 호스트 3, 동기 호스트 8",
  untilCleared: "끝낼 때까지",
  heads: ["장애", "상태", "일어나는 일"],
  faults: {
    "link-loss": "디스플레이 PC 4분의 1의 케이블이 끊깁니다.",
    "crash-loop": "한 디스플레이의 콘텐츠가 죽고, 다시 시작할 때마다 또 죽습니다.",
    "slow-disk": "한 노드 호스트의 디스크가 거의 차고 느려져 블록과 응답이 늦어집니다.",
    "rotation-failure": "한 노드 호스트에서 키를 교체할 수 없습니다.",
    "sync-loss": "월의 동기 호스트 하나가 하우스 싱크를 잃습니다.",
    "frozen-camera": "카메라 하나가 연결은 유지한 채 영상을 보내지 않습니다.",
    "garbage-sender": "동기 호스트 하나가 상태 대신 쓰레기 데이터를 보냅니다.",
    "reconnect-storm": "모든 디스플레이가 한꺼번에 끊겼다 돌아오기를 되풀이합니다.",
  },
  seed: {
    groups: ["A홀", "B홀"],
    presets: { morning: "아침 콘텐츠", loop: "로비 반복 영상", night: "야간 화면" },
    schedules: { opening: "개장", backup: "야간 키 백업", look: "전체 노드 점검" },
    note: "두 번째 PC의 동기 케이블을 다시 꽂았고, 바로 잠겼습니다.",
  },

  title: "Signalbox 데모: 이 컴퓨터의 제어 호스트와 모의 플릿입니다.",
  labels: { open: "주소", token: "토큰", fleet: "플릿", data: "데이터" },
  fleet: ({ displays, nodeHosts, containersPerHost, syncHosts, cameras }) =>
    `디스플레이 ${displays}대, 노드 호스트 ${nodeHosts}대 (컨테이너 ${containersPerHost}개씩), ` +
    `동기 호스트 ${syncHosts}대, 카메라 ${cameras}대`,
  dataGone: (folder) => `${folder} (끝나면 지움. 남기려면 --keep <경로>)`,
  dataKept: (folder) => `${folder} (남김)`,
  tryIt: "다른 터미널에서:",
  askForFault: "장애 일으키기:",
  cannotBeAsked:
    "홈 폴더가 없어 연결 정보를 둘 곳이 없으므로 장애를 요청할 수 없습니다. --faults는 쓸 수 있습니다.",
  comeByThemselves: "장애가 한 번에 하나씩, 약 1분 동안 저절로 일어납니다.",
  ready: "Ctrl+C로 종료합니다.",
  stopping: "종료하는 중: 플릿, 제어 호스트 순서로 끝냅니다.",
  stopped: "종료했습니다. 남아 있는 프로세스가 없습니다.",

  allStarted: (members) => `플릿이 모두 시작되었습니다: 구성원 ${members}.`,
  seeded: "운영자가 하듯 그룹, 프리셋, 일정을 만들고 명령을 몇 개 실행했습니다.",
  notDone: (reason) => `운영자 대신 하려던 일을 하지 못했습니다: ${reason}`,
  died: (reason, wait) => `플릿 프로세스가 죽었습니다 (${reason}). ${wait} 뒤에 다시 시작합니다.`,
  began: (name, members, wait) =>
    `장애 ${name} 시작${wait === undefined ? "" : ` (${wait} 동안)`}: ${members}.`,
  ended: (name) => `장애 ${name} 끝.`,
  andOthers: (count) => `외 ${count}`,

  noDemo: "여기에서 실행 중인 데모가 없습니다.",
  startOne: "시작하려면: signalbox demo",
  noDemoAt: (port) => `포트 ${port}에서 실행 중인 데모가 없습니다.`,
  severalDemos: (ports) => `데모가 여럿입니다. --port로 하나를 고르십시오 (${ports}).`,
  whichFault: "어떤 장애입니까? --list로 볼 수 있습니다.",
  refused: (reason) => `데모가 요청을 처리하지 않았습니다: ${reason}.`,
  running: "진행 중",
  notRunning: "-",
  allClear: "진행 중인 장애가 없습니다.",
  cleared: (name) => `장애 ${name}: 더 이상 진행되지 않습니다.`,
  noDemoHere: "여기에서는 데모를 실행할 수 없습니다.",
};
