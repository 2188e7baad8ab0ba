import type { SentencePair } from "../sentence_pair.ts";

/** Why the control host turned a request down. */
export const REFUSAL_SENTENCES: readonly SentencePair[] = [
  ['There is no command "{}".', "“{}” 명령이 없습니다."],
  [
    "The command is {} already, and cannot be cancelled.",
    "명령이 이미 {1:command} 상태라서 취소할 수 없습니다.",
  ],
  ["There is no target to command.", "명령을 보낼 대상이 없습니다."],
  ["More than {} commands would be open at once.", "동시에 {}개가 넘는 명령이 열리게 됩니다."],
  [
    'The idempotency key "{}" was used for another request.',
    "멱등 키 “{}”은(는) 다른 요청에 사용되었습니다.",
  ],
  ['"{}" is another display already.', "“{}”은(는) 이미 다른 디스플레이의 이름입니다."],
  ["A display cannot be merged with itself.", "디스플레이를 자기 자신과 합칠 수 없습니다."],
  [
    "Both displays are connected, so they are two devices.",
    "두 디스플레이가 모두 연결되어 있으므로 서로 다른 장비입니다.",
  ],
  [
    "The display is connected; forgetting it needs force, and it will come back as new.",
    "디스플레이가 연결되어 있습니다. 삭제하려면 강제로 해야 하며, 다시 새 장비로 나타납니다.",
  ],
  [
    "The host is connected; forgetting it needs force, and it will come back as new.",
    "호스트가 연결되어 있습니다. 삭제하려면 강제로 해야 하며, 다시 새 장비로 나타납니다.",
  ],
  [
    "The host is online; forgetting it needs force, and it will come back as new.",
    "호스트가 온라인입니다. 삭제하려면 강제로 해야 하며, 다시 새 장비로 나타납니다.",
  ],
  [
    "The camera is streaming; forgetting it needs force, and it will come back as new.",
    "카메라 영상이 오고 있습니다. 삭제하려면 강제로 해야 하며, 다시 새 장비로 나타납니다.",
  ],
  ['No display is called "{}".', "“{}”(이)라는 디스플레이가 없습니다."],
  ['No camera is called "{}".', "“{}”(이)라는 카메라가 없습니다."],
  ['No sync host is called "{}".', "“{}”(이)라는 동기 호스트가 없습니다."],
  ['No wall is called "{}".', "“{}”(이)라는 월이 없습니다."],
  ['No node host has the server id "{}".', "서버 식별자가 “{}”인 노드 호스트가 없습니다."],
  ["{} has no container {}; it has: {}.", "{}에는 {} 컨테이너가 없습니다. 있는 것: {}."],
  [
    "A session key of this host is not on the disk yet; it would be lost.",
    "이 호스트의 세션 키가 아직 디스크에 저장되지 않아 잃게 됩니다.",
  ],
  ["There is no such command.", "그런 명령이 없습니다."],
  ["{} needs the right {}.", "{}에는 {} 권한이 필요합니다."],
  ["There is no container that {} could be sent to.", "{}을(를) 보낼 컨테이너가 없습니다."],
  [
    'The block list of this control host forbids "{}" (setting execBlockList).',
    "이 제어 호스트의 차단 목록이 “{}”을(를) 금지합니다 (설정 execBlockList).",
  ],
  [
    "The rotation {} is under way; only one may be.",
    "키 교체 {}이(가) 진행 중입니다. 한 번에 하나만 할 수 있습니다.",
  ],
  [
    'The config file names "{}"; take it out there first.',
    "설정 파일에 “{}”이(가) 있습니다. 먼저 설정 파일에서 지우세요.",
  ],
  ["An entry takes {} notes at most.", "한 항목에는 메모를 {}개까지 적을 수 있습니다."],
  [
    "The idempotency key was used for another request.",
    "멱등 키가 다른 요청에 사용되었습니다.",
  ],
  ["It was run in this moment already.", "이 시각에 이미 실행되었습니다."],
  ['"{}" exists already.', "“{}”은(는) 이미 있습니다."],
  ["At most {} may exist.", "{}개까지 만들 수 있습니다."],
  ["At most {} schedules may exist.", "일정은 {}개까지 만들 수 있습니다."],
  [
    "There are {} maintenance windows already; remove some.",
    "점검 시간이 이미 {}개 있습니다. 일부를 삭제하세요.",
  ],
  ["An alert can be snoozed for 31 days at most.", "알림은 31일까지만 미룰 수 있습니다."],
  ["Alert {} is resolved.", "알림 {}은(는) 이미 해결되었습니다."],
  ["There is no {} {}.", "{1:kind} {2}이(가) 없습니다."],
  [
    "The disk of the control host is full, so nothing new can be kept.",
    "제어 호스트의 디스크가 가득 차서 새로 저장할 수 없습니다.",
  ],
  [
    "The control host could not write to its database.",
    "제어 호스트가 데이터베이스에 쓰지 못했습니다.",
  ],
  ["There is no preset {}.", "프리셋 {}이(가) 없습니다."],
  ["There is no display {}.", "디스플레이 {}이(가) 없습니다."],
  ["There is no group {}.", "그룹 {}이(가) 없습니다."],
  ["There is no schedule {}.", "일정 {}이(가) 없습니다."],
  ["There is no alert {}.", "알림 {}이(가) 없습니다."],
  ["There is no maintenance window {}.", "점검 시간 {}이(가) 없습니다."],
  [
    "A maintenance window must end after it begins, and after now.",
    "점검 시간은 시작보다, 그리고 지금보다 나중에 끝나야 합니다.",
  ],
  [
    "A preset needs a command for at least one display.",
    "프리셋에는 디스플레이 하나 이상의 명령이 있어야 합니다.",
  ],
  [
    "Display {} has two commands; a preset takes one per display.",
    "디스플레이 {}에 명령이 두 개 있습니다. 프리셋은 디스플레이마다 하나만 받습니다.",
  ],
];
