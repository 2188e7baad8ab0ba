import type { SentencePair } from "../sentence_pair.ts";

/** Why a command, a rotation or a run of a schedule is in its state. */
export const COMMAND_SENTENCES: readonly SentencePair[] = [
  ["Cancelled by {} before it was sent.", "보내기 전에 {}이(가) 취소했습니다."],
  [
    "{} stopped waiting; it was sent before, and the member may still carry it out.",
    "{}이(가) 기다리기를 그만두었습니다. 이미 보냈으므로 멤버가 실행할 수 있습니다.",
  ],
  [
    "{} stopped the preset before this was sent.",
    "이 명령을 보내기 전에 {}이(가) 프리셋을 정지했습니다.",
  ],
  [
    "not_connected: the target did not come online in time.",
    "연결 안 됨: 대상이 제때 온라인이 되지 않았습니다.",
  ],
  [
    "The deadline passed before anything could be sent.",
    "아무것도 보내지 못한 채 기한이 지났습니다.",
  ],
  [
    "The connection was lost after sending ({}), and no answer came.",
    "보낸 뒤 연결이 끊어졌고({}) 응답이 오지 않았습니다.",
  ],
  [
    "Sent, but neither delivery nor a result was confirmed before the deadline.",
    "보냈지만 기한까지 전달도 결과도 확인되지 않았습니다.",
  ],
  ["No result came before the deadline.", "기한까지 결과가 오지 않았습니다."],
  [
    "The deadline passed while it was being recorded; nothing was sent.",
    "기록하는 동안 기한이 지나 아무것도 보내지 않았습니다.",
  ],
  [
    "not_connected: the target does not answer inside the control host.",
    "연결 안 됨: 제어 호스트 안에서 대상이 응답하지 않습니다.",
  ],
  [
    "barrier: {} could not take part, so nothing was sent to any target.",
    "동시 시작 취소: {}이(가) 참여할 수 없어 어느 대상에도 보내지 않았습니다.",
  ],
  [
    "The control host stopped before anything was sent.",
    "아무것도 보내기 전에 제어 호스트가 멈췄습니다.",
  ],
  [
    "The control host stopped after sending; it may or may not have run.",
    "보낸 뒤 제어 호스트가 멈췄습니다. 실행되었는지 알 수 없습니다.",
  ],
  ["not_connected: {} is not connected.", "연결 안 됨: {}이(가) 연결되어 있지 않습니다."],
  [
    "not_connected: the connection was lost before anything was sent.",
    "연결 안 됨: 아무것도 보내기 전에 연결이 끊어졌습니다.",
  ],
  [
    "not_connected: the connection was lost before anything was sent ({}).",
    "연결 안 됨: 아무것도 보내기 전에 연결이 끊어졌습니다 ({}).",
  ],
  ["not_connected: {}.", "연결 안 됨: {}."],
  ["not_connected: {} does not stream: {}", "연결 안 됨: {}의 영상이 오지 않습니다: {}"],
  ["busy: {} commands wait for {} already.", "사용 중: {2}에 이미 명령 {1}개가 기다리고 있습니다."],
  ["busy: {} logs of {} are followed.", "사용 중: {2}의 로그 {1}개를 이미 따라가고 있습니다."],
  [
    "The display reported a failure without a reason.",
    "디스플레이가 이유 없이 실패를 보고했습니다.",
  ],
  [
    "The display refused, and gave no reason.",
    "디스플레이가 거부했으며 이유를 밝히지 않았습니다.",
  ],
  [
    "The display could not carry it out, and gave no reason.",
    "디스플레이가 실행하지 못했으며 이유를 밝히지 않았습니다.",
  ],
  [
    "The display could not stop it, and gave no reason.",
    "디스플레이가 정지하지 못했으며 이유를 밝히지 않았습니다.",
  ],
  [
    "The client has confirmed the stop, and may have ended nothing: look at the screen.",
    "클라이언트가 중지했다고 답했지만 실제로 끝나지 않았을 수 있습니다. 화면을 확인하세요.",
  ],
  [
    "{} got the order, and its connection did not go before the deadline. Check that its client " +
    "may shut the machine down, and that no program holds it up.",
    "{}에 지시가 전달되었지만 기한까지 연결이 끊어지지 않았습니다. 클라이언트에 장비를 끌 권한이 있는지, 종료를 막는 프로그램이 없는지 확인하세요.",
  ],
  [
    "{} went away, and did not register again before the deadline. Check that the machine " +
    "starts, and that its client starts with it.",
    "{}의 연결이 끊어진 뒤 기한까지 다시 등록되지 않았습니다. 장비가 켜지는지, 클라이언트가 함께 시작되는지 확인하세요.",
  ],
  [
    "{} lost its connection and came back: it has not shut down.",
    "{}의 연결이 끊어졌다가 돌아왔습니다. 종료되지 않았습니다.",
  ],
  [
    "not_supported: this control host sends no packets.",
    "지원 안 함: 이 제어 호스트는 패킷을 보내지 않습니다.",
  ],
  [
    "no_mac: the MAC address of {} is not known. Set it: signalbox display set-mac {} <mac>.",
    "MAC 없음: {}의 MAC 주소를 알 수 없습니다. 설정하세요: signalbox display set-mac {} <mac>.",
  ],
  ["No magic packet could be sent: {}.", "매직 패킷을 보낼 수 없었습니다: {}."],
  [
    "Magic packets for {} were sent to {}, and {} did not register in time. Check that this is " +
    "the address of its cabled network card, that Wake-on-LAN is on in its firmware and in its " +
    "system, that the link light burns while it is off, that it is in a network named here " +
    "(routers pass no broadcasts), and that its client starts with the machine.",
    "{1}의 매직 패킷을 {2}(으)로 보냈지만 {3}이(가) 제때 등록되지 않았습니다. 유선 네트워크 카드의 주소가 맞는지, 펌웨어와 시스템에서 Wake-on-LAN이 켜져 있는지, 꺼진 상태에서 링크 표시등이 켜져 있는지, 여기에 적힌 네트워크에 있는지(라우터는 브로드캐스트를 넘기지 않습니다), 클라이언트가 장비와 함께 시작되는지 확인하세요.",
  ],
  [
    "The recording was stopped before a picture was written.",
    "영상이 기록되기 전에 녹화가 중지되었습니다.",
  ],
  ["It was not being recorded.", "녹화 중이 아니었습니다."],

  ["The container holds it.", "컨테이너에 키가 있습니다."],
  ["The container says that it does not hold it.", "컨테이너에 키가 없다고 합니다."],
  [
    "The client reported a failure without a reason.",
    "클라이언트가 이유 없이 실패를 보고했습니다.",
  ],
  [
    "The key to ask for is not known any more; nothing was sent.",
    "물어볼 키를 더 이상 알 수 없어 아무것도 보내지 않았습니다.",
  ],
  ["The check failed.", "확인에 실패했습니다."],
  ["The container was not asked in time.", "컨테이너에 제때 묻지 못했습니다."],
  [
    "The host's actor was stopped, and with it whatever it followed.",
    "호스트를 맡은 액터가 중지되어 따라가던 것도 끝났습니다.",
  ],
  ["The client answered without a log.", "클라이언트가 로그 없이 응답했습니다."],
  [
    "Register the new session key on chain (session.setKeys) before the next session: until " +
    "then the validator signs with the keys that are registered.",
    "새 세션 키를 다음 세션 전에 체인에 등록하세요(session.setKeys). 등록하기 전에는 이미 등록된 키로 서명합니다.",
  ],
  ["Sent, and no key came back. {}", "보냈지만 키가 돌아오지 않았습니다. {}"],
  [
    "The node may have replaced its keys. Do not rotate again before looking: ask it with " +
    "check_keys, and read the key from its log or keystore. A key that still arrives is stored " +
    "by itself.",
    "노드가 이미 키를 교체했을 수 있습니다. 다시 교체하지 말고 먼저 check_keys로 확인하고, 로그나 키 저장소에서 키를 찾으세요. 늦게 도착한 키는 자동으로 저장됩니다.",
  ],
  [
    "The new key came, and is not on the disk yet: the write failed, and is tried again until " +
    "it succeeds. Do not stop the control host before.",
    "새 키를 받았지만 아직 디스크에 저장하지 못했습니다. 성공할 때까지 다시 시도합니다. 그전에는 제어 호스트를 멈추지 마세요.",
  ],
  ["The rotation is {} already.", "키 교체가 이미 {1:command} 상태입니다."],
  [
    "One after the other takes too long for {} containers: at most {} are taken, so make several " +
    "schedules.",
    "컨테이너 {}개를 하나씩 처리하면 너무 오래 걸립니다. {}개까지 받으므로 일정을 여러 개로 나누세요.",
  ],
  ["Stopped by {}.", "{}이(가) 중지했습니다."],
  ["The ledger made no command.", "원장이 명령을 만들지 않았습니다."],
  ["The ledger did not answer.", "원장이 응답하지 않았습니다."],
  ["The command is {}.", "명령의 상태: {1:command}."],
  ["The new key could not be verified: {}", "새 키를 확인하지 못했습니다: {}"],
  [
    "Nobody could say in time whether the new key is held.",
    "새 키를 가지고 있는지 제때 확인하지 못했습니다.",
  ],
  ["The check could not be asked for.", "확인을 요청하지 못했습니다."],
  ["The container could not be asked: {}", "컨테이너에 묻지 못했습니다: {}"],

  ["The run made no backup.", "이 실행에서 백업이 만들어지지 않았습니다."],
  ["{} container(s) were not begun. {}", "컨테이너 {}개는 시작하지 않았습니다. {}"],
  ["Missed: the control host was not running.", "놓침: 제어 호스트가 실행 중이 아니었습니다."],
  ["Missed: the control host was not running{}.", "놓침: 제어 호스트가 실행 중이 아니었습니다{}."],
  [", as were others since {}", " ({}부터의 다른 실행도 마찬가지)"],
  ["Late. {}", "늦음. {}"],
  ["Nobody answered in time.", "제때 응답이 없었습니다."],
  [
    "Nobody answered in time; whether commands were made, the ledger knows.",
    "제때 응답이 없었습니다. 명령이 만들어졌는지는 원장을 보세요.",
  ],
  [
    "The control host stopped while it began; look at the ledger before the next.",
    "시작하는 동안 제어 호스트가 멈췄습니다. 다음 실행 전에 원장을 보세요.",
  ],
  [
    "The control host stopped before anything was asked for.",
    "아무것도 요청하기 전에 제어 호스트가 멈췄습니다.",
  ],
  ["The ledger does not know its commands any more.", "원장에 이 명령들이 더 이상 없습니다."],
  [
    "The control host was started anew; no further container was begun.",
    "제어 호스트가 다시 시작되어 나머지 컨테이너는 시작하지 않았습니다.",
  ],
  ["Its run {} was still open.", "이전 실행 {}이(가) 아직 끝나지 않았습니다."],
  [
    "{} was at work on keys: only one schedule may be at a time.",
    "{}이(가) 키 작업 중이었습니다. 한 번에 하나의 일정만 할 수 있습니다.",
  ],
  [
    "Another schedule worked on keys; the pause ends in {} min.",
    "다른 일정이 키 작업을 했습니다. 휴지 시간은 {}분 뒤에 끝납니다.",
  ],
  ["The schedule was switched off.", "일정이 꺼졌습니다."],
  ["The schedule was deleted.", "일정이 삭제되었습니다."],
  ["No backup has been made since {}.", "{} 이후로 백업이 만들어지지 않았습니다."],
];
