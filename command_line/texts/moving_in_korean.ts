import type { MovingInTexts } from "./moving_in.ts";

/** Korean. */
export const korean: MovingInTexts = {
  about: {
    import:
      "이전 서버에서 옮겨 옵니다. 무엇이 들어올지 먼저 보여 주고 묻습니다. 이미 있는 것은 그대로 " +
      "두며, 같은 명령을 언제든 다시 실행할 수 있습니다.",
    displays:
      "이전 디스플레이 서버의 데이터베이스(ue_cms.db)에서 디스플레이, 그룹, 프리셋을 가져옵니다.",
    sync: "SyncGuard의 설정 파일을 읽고, 이쪽 설정에 넣을 내용을 알려 줍니다.",
    keys: "이전 노드 서버의 session_keys 폴더에서 세션 키를 가져옵니다.",
  },
  arguments: {
    path: "데이터베이스, 세션 키 폴더, 또는 SyncGuard 설정 파일",
    database: "ue_cms.db. -wal 파일이 옆에 있어야 합니다. 이전 서버는 실행 중이어도 됩니다",
    configs: "syncguard_config.json, syncguard_config.txt 또는 모니터의 monitor_settings.txt",
    folder: "{client}_{container}_{time}.json 파일이 있는 폴더",
  },
  options: {
    dryRun: "무엇을 할지 보여 주기만 함",
    yes: "묻지 않음 (스크립트용)",
    onConflict: "이미 있고 내용이 다를 때: skip(그대로 둠) 또는 replace(바꿈)",
    timeZone: "이전 서버 시계의 시간대. 예: Asia/Seoul. 기본값: 이 컴퓨터의 시간대",
    dataDir: "제어 호스트가 실행 중이 아닐 때, 토큰 없이 이 데이터 폴더에 직접 씀",
  },
  columns: {
    what: "종류",
    fresh: "새로 만듦",
    added: "보충",
    same: "같음",
    conflict: "다름",
    leftOut: "알림",
  },
  kinds: {
    displays: "디스플레이",
    groups: "그룹",
    presets: "프리셋",
    keys: "세션 키",
  },
  fresh: (kind, names, more) =>
    `${kind}, 새로 만듦: ${names.join(", ")}${more === 0 ? "" : ` 외 ${more}개`}`,
  added: (kind, name, what) => `${kind}, 보충: ${name} (${what})`,
  conflict: (kind, name, what, decided) => {
    const end = {
      skip: "여기 있는 것을 둡니다. 이전 것으로 바꾸려면 --on-conflict replace",
      replace: "이전 것으로 바꿉니다",
      byHand: "여기 있는 것을 둡니다",
    };
    return `${kind}, 다름: ${name} (${what}): ${end[decided]}`;
  },
  differs: {
    names: "추가 이름",
    mac: "네트워크 카드",
    description: "설명",
    members: "구성원",
    commands: "명령줄",
    group: "그룹",
    severalDisplays: "이름들이 여기서는 여러 디스플레이입니다. 먼저 병합하십시오",
  },
  remarks: {
    idUnusable: "id가 숫자가 아니어서 제외",
    nameUnusable: "이름이 표시할 수 있는 1~255자가 아니어서 제외",
    textUnusable: "설명이 2,000자 이하의 글이 아니어서 설명 없이 가져옴",
    sameDisplay: "다음과 같은 디스플레이",
    nameTaken: "다른 디스플레이도 가진 옛 이름은 빼고 가져옴",
    macUnusable: "네트워크 카드 하나의 주소가 아니어서 제외",
    clientGone: "더 이상 없는 클라이언트여서 제외",
    groupGone: "더 이상 없는 그룹은 빼고 가져옴",
    secondOfName: "같은 이름의 두 번째여서 이름을 바꿈",
    commandsUnreadable: "client_commands를 읽을 수 없어서 제외",
    commandUnusable: "비었거나 너무 길거나 글이 아닌 명령줄은 빼고 가져옴. 대상",
    twoCommands: "한 디스플레이에 명령줄이 둘. id가 이름보다 앞섬. 대상",
    noCommands: "남은 명령줄이 없어서 제외",
  },
  leftOutHead: "그대로 들어오지 않는 것:",
  more: (count) => `… 외 ${count}개. --json 으로 모두 볼 수 있습니다.`,
  fileFaults: {
    notJson: "JSON 객체가 아님",
    noClient: "64자 이하의 client_id 없음",
    noContainer: "Docker 이름 규칙에 맞는 container 없음",
    noKey: "0x 와 32~1,024바이트의 session_key 없음",
    noTime: "created_at 이나 timestamp 없음",
    tooLarge: "키 파일로는 너무 큼",
    notText: "UTF-8 이 아님",
    brokenLink: "가리키는 파일이 없는 링크",
    linkOut: "폴더 밖을 가리키는 링크",
  },
  others: (count) => `다른 파일 ${count}개는 보지 않았습니다.`,
  nothingToDo: "할 일이 없습니다.",
  dryRun: "아무것도 바꾸지 않았습니다. 미리 보기였습니다.",
  agree: "실행할까요? yes 또는 예를 입력하십시오: ",
  agreed: ["예", "네", "yes", "y"],
  sayYes:
    "여기서는 물어볼 사람이 없습니다. 실행하려면 --yes, 보기만 하려면 --dry-run 을 붙이십시오.",
  nothingDone: "아무것도 바꾸지 않았습니다.",
  progress: (done, all) => `${all}개 중 ${done}개`,
  done: (count) => `완료: ${count}개. 이전 파일은 그대로입니다.`,
  failed: (kind, name, reason) => `거절됨. ${kind}: ${name}: ${reason}`,
  tooManyFailed: "거절된 것이 너무 많습니다.",
  brokenOff: (reason) => `중단되었습니다: ${reason}`,
  runAgain: "이미 된 것은 그대로입니다. 나머지를 하려면 같은 명령을 다시 실행하십시오.",
  needs: (display) => `디스플레이 ${display} 이(가) 없습니다`,
  badTimeZone: (zone) => `--time-zone 은 Asia/Seoul 같은 시간대여야 합니다. 받은 값: ${zone}`,
  keysNext: "노드가 직접 알리는 키는 이것들보다 새로운 키로 봅니다.",
  notHere: "이 프로그램은 여기서 이전 파일을 읽을 수 없습니다.",
  into: (folder, isNew) =>
    isNew
      ? `데이터 폴더 ${folder} 에 넣습니다. 새 폴더이며 아무것도 없었습니다.`
      : `데이터 폴더 ${folder} 에 넣습니다.`,
  oneWay: "--data-dir 은 폴더에 직접 쓰며 누구에게도 묻지 않습니다. --url, --token 없이 쓰십시오.",
  problems: {
    missing: { wrong: "그런 파일이나 폴더가 없습니다", next: "경로를 확인하십시오." },
    notPermitted: {
      wrong: "읽을 권한이 없습니다",
      next: "소유자로 실행하거나, 복사해서 자기 것으로 만드십시오.",
    },
    isFolder: { wrong: "폴더입니다", next: "그 안의 파일을 지정하십시오." },
    notFolder: { wrong: "폴더가 아닙니다", next: "키 파일이 있는 폴더를 지정하십시오." },
    notFile: { wrong: "끝이 있는 파일이 아닙니다", next: "일반 파일을 지정하십시오." },
    notDatabase: {
      wrong: "SQLite 데이터베이스가 아닙니다",
      next: "이전 디스플레이 서버의 파일은 ue_cms.db 입니다.",
    },
    otherDatabase: {
      wrong: "다른 프로그램의 데이터베이스입니다",
      next: "이전 디스플레이 서버의 파일은 ue_cms.db 입니다.",
    },
    ownDatabase: {
      wrong: "Signalbox 자신의 데이터베이스입니다",
      next: "이것은 backup 과 restore 로 옮기십시오.",
    },
    damaged: {
      wrong: "손상되었거나 잘렸습니다",
      next: "이전 서버를 멈추고 -wal 파일과 함께 다시 복사하십시오.",
    },
    busy: { wrong: "읽을 때마다 내용이 바뀌었습니다", next: "이전 서버를 잠시 멈추십시오." },
    tooLarge: { wrong: "너무 큽니다", next: "맞는 파일입니까?" },
    tooMany: { wrong: "옮길 수 있는 것보다 많습니다", next: "맞는 것입니까?" },
    noKeys: {
      wrong: ".json 으로 끝나는 파일이 없습니다",
      next: "session_keys 폴더 자체를 지정하십시오.",
    },
    full: { wrong: "읽을 사본을 둘 공간이 없습니다", next: "임시 파일 폴더에 공간을 만드십시오." },
    hostRuns: {
      wrong: "제어 호스트나 다른 import 가 이 데이터 폴더를 쓰고 있습니다",
      next: "--data-dir 없이 그 호스트를 통해 가져오거나, 먼저 호스트를 멈추십시오.",
    },
    failed: { wrong: "읽을 수 없습니다", next: "이 컴퓨터로 복사한 뒤 그 사본을 지정하십시오." },
  },
  portsDiffer: (ports) =>
    `서로 다른 포트로 보냅니다(${ports}). 제어 호스트의 장치 포트는 하나이므로, 다른 SyncGuard의 ` +
    "설정을 바꾸십시오.",
  oneNamed: "--name, --claimed, --peer 는 SyncGuard 하나에 대한 것입니다. 파일을 하나만 주십시오.",
  monitorPort: (file, port) => `${file}: 이 모니터는 ${port}번 포트에서 받습니다.`,
};
