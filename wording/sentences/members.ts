import type { SentencePair } from "../sentence_pair.ts";

/** Why a member is there or not, and how it is. */
export const MEMBER_SENTENCES: readonly SentencePair[] = [
  ["Never seen.", "확인된 적이 없습니다."],
  ["Heard in time.", "제때 신호가 왔습니다."],
  ["Not heard since the control host started.", "제어 호스트가 시작된 뒤로 신호가 없습니다."],
  ["Not heard since Signalbox started.", "Signalbox가 시작된 뒤로 신호가 없습니다."],
  ["Silent for longer than its rhythm allows.", "평소 주기보다 오래 신호가 없습니다."],
  ["The connection was lost.", "연결이 끊어졌습니다."],
  [
    "Its actor does not answer: it has failed, and will be started again.",
    "이 멤버를 맡은 액터가 응답하지 않습니다. 오류로 멈췄으며 곧 다시 시작됩니다.",
  ],
  ["As its host.", "호스트의 상태를 따릅니다."],
  ["Signalbox was not running.", "Signalbox가 실행 중이 아니었습니다."],

  ["It has not reported yet.", "아직 보고가 없습니다."],
  ["Docker does not answer.", "Docker가 응답하지 않습니다."],
  ["{} has failed.", "{}에 오류가 있습니다."],
  ["{} should run, and does not.", "{}이(가) 실행되어야 하는데 멈춰 있습니다."],
  ["{} has not caught up.", "{}이(가) 아직 체인을 따라잡지 못했습니다."],
  ["Everything that should run runs.", "실행되어야 할 것이 모두 실행 중입니다."],
  ["In step with its chain.", "체인과 동기화되어 있습니다."],
  ["Configured to run, and not running.", "실행되도록 설정되었지만 실행 중이 아닙니다."],
  ["Not running any more.", "더 이상 실행되지 않습니다."],
  ["Not heard of yet.", "아직 소식이 없습니다."],
  ["Docker does not answer on its host.", "이 호스트에서 Docker가 응답하지 않습니다."],
  ["Looks where its chain is.", "체인의 위치를 확인하는 중입니다."],
  ["Starting.", "시작하는 중입니다."],
  ["Fetches its chain.", "체인을 내려받는 중입니다."],
  ["More than 100 blocks behind the newest.", "최신 블록보다 100블록 넘게 뒤처져 있습니다."],
  ["Runs, and has no peers.", "실행 중이지만 피어가 없습니다."],
  ["Runs, and its node does not answer.", "실행 중이지만 노드가 응답하지 않습니다."],
  [
    "Running; how far it is with its chain is not known.",
    "실행 중이며, 체인을 얼마나 따라갔는지는 알 수 없습니다.",
  ],
  ["Docker says: {}.", "Docker 상태: {}."],

  ["It reports a sync error, or has no sync card.", "동기 오류를 보고했거나 동기 카드가 없습니다."],
  [
    "It was asked and says Free: a slave, an error or no card.",
    "상태 조회에 Free로 답했습니다. 슬레이브이거나, 오류이거나, 카드가 없습니다.",
  ],
  ["It reports a state that is not known.", "알 수 없는 상태를 보고했습니다."],
  ["Its state changes again and again.", "상태가 계속 바뀝니다."],
  [
    "It has been silent for longer than its rhythm allows.",
    "평소 주기보다 오래 신호가 없습니다.",
  ],
  ["It is offline.", "오프라인입니다."],
  [
    "It has not been heard since the control host started.",
    "제어 호스트가 시작된 뒤로 신호가 없습니다.",
  ],
  ["No such host has reported yet.", "이런 호스트가 보고한 적이 없습니다."],
  [
    "Several hosts report from this address; name the right one in the config file.",
    "여러 호스트가 이 주소에서 보고합니다. 설정 파일에 정확한 이름을 적으세요.",
  ],
  ["None of its hosts has ever reported.", "소속 호스트 중 보고한 것이 없습니다."],
  ["Every host is locked, and there is a master.", "모든 호스트가 잠겨 있고 마스터가 있습니다."],
  [
    "There is a master, but not every host is locked.",
    "마스터는 있지만 일부 호스트가 잠기지 않았습니다.",
  ],
  [
    "Not every host has been heard since the control host started.",
    "제어 호스트가 시작된 뒤로 신호가 없는 호스트가 있습니다.",
  ],
  ["No host is a master.", "마스터인 호스트가 없습니다."],
  [
    "It was the master, and says now that it is a slave.",
    "마스터였으나 지금은 슬레이브라고 보고합니다.",
  ],
  ["{} changes of state within {} s.", "{2}초 동안 상태가 {1}번 바뀌었습니다."],
  ["{} changes of state meanwhile.", "그사이 상태가 {}번 바뀌었습니다."],

  ["Nobody has accepted yet.", "아직 연결을 받지 않았습니다."],
  ["Connected; no picture yet.", "연결되었지만 아직 영상이 없습니다."],
  ["Connected, and nothing has come for {} s.", "연결되었지만 {}초 동안 아무것도 오지 않았습니다."],
  ["The camera has another address.", "카메라의 주소가 바뀌었습니다."],
  [
    "The disk for recordings is full; it is tried again until there is room.",
    "녹화용 디스크가 가득 찼습니다. 공간이 생길 때까지 다시 시도합니다.",
  ],
  ["Recordings cannot be written: {}.", "녹화를 쓸 수 없습니다: {}."],
  [
    "The camera's keyframes come without parameter sets, so no player could begin there.",
    "카메라의 키프레임에 매개변수 세트가 없어 재생을 시작할 수 없습니다.",
  ],
  [
    "The disk is slower than the camera; pictures were left out up to the next keyframe.",
    "디스크가 카메라보다 느려 다음 키프레임까지 영상을 건너뛰었습니다.",
  ],
  [
    "Readings of sensors were left out: too many at once, or of too many sensors.",
    "센서 값이 한꺼번에 너무 많거나 센서가 너무 많아 일부를 건너뛰었습니다.",
  ],
  [
    "Only {} GB are free on the disk; {} GB of it are kept for the rest of the control host, so " +
    "nothing is recorded.",
    "디스크에 {}GB만 남았습니다. {}GB는 제어 호스트의 다른 일에 남겨 두므로 녹화하지 않습니다.",
  ],
  ["The control host stops.", "제어 호스트가 멈춥니다."],
  ["Its token is not valid any more.", "토큰이 더 이상 유효하지 않습니다."],
  ["The camera's actor takes nothing more.", "카메라 액터가 더 받지 못합니다."],
  ["The camera's actor does not answer.", "카메라 액터가 응답하지 않습니다."],
  [
    "The viewer was too slow for the stream for {} s.",
    "화면이 {}초 동안 영상을 따라가지 못했습니다.",
  ],
  [
    "{} viewers watch this camera already, which is the most.",
    "이 카메라를 이미 {}곳에서 보고 있어 더 볼 수 없습니다.",
  ],
  ["Too many streams are open.", "열려 있는 스트림이 너무 많습니다."],
  ["The camera was removed.", "카메라가 삭제되었습니다."],
  [
    "The camera is there, and sends no picture.",
    "카메라는 연결되어 있지만 영상을 보내지 않습니다.",
  ],
  [
    "Pictures come, and no parameter sets that can be read; a camera has to repeat them with " +
    "each keyframe.",
    "영상은 오지만 읽을 수 있는 매개변수 세트가 없습니다. 카메라는 키프레임마다 이를 다시 보내야 합니다.",
  ],
  [
    "Bytes came for {} s and made no picture.",
    "{}초 동안 데이터가 왔지만 영상이 되지 않았습니다.",
  ],
  [
    "{} (a camera that cannot tell its own address answers 127.0.0.1)",
    "{} (자기 주소를 알 수 없는 카메라는 127.0.0.1이라고 답합니다)",
  ],
  [
    "{} refused the connection: nothing listens there",
    "{}에서 연결을 거부했습니다. 듣고 있는 프로그램이 없습니다",
  ],
  ["{} reset the connection", "{}에서 연결을 재설정했습니다"],
  ["{} does not answer any more", "{}이(가) 더 이상 응답하지 않습니다"],
  [
    "{} cannot be reached: no such machine answers in its network",
    "{}에 닿을 수 없습니다. 그 네트워크에서 응답하는 장비가 없습니다",
  ],
  [
    "{} cannot be reached: there is no way to its network",
    "{}에 닿을 수 없습니다. 그 네트워크로 가는 경로가 없습니다",
  ],
  [
    "{} cannot be reached: its name is not known",
    "{}에 닿을 수 없습니다. 이름을 알 수 없습니다",
  ],
  [
    "{} cannot be reached: the name server does not answer",
    "{}에 닿을 수 없습니다. 이름 서버가 응답하지 않습니다",
  ],
  ["{} was not reached: {}", "{}에 닿지 못했습니다: {}"],
  ["{} did not accept within {} ms", "{}이(가) {}ms 안에 연결을 받지 않았습니다"],
  ["{} closed the connection", "{}에서 연결을 닫았습니다"],
  ["{} closed within an answer", "{}에서 응답 도중 연결을 닫았습니다"],
];
