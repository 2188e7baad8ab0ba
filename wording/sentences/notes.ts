import type { SentencePair } from "../sentence_pair.ts";

/** What the logs of members say beside the word for what happened, and why connections end. */
export const NOTE_SENTENCES: readonly SentencePair[] = [
  ["{} asks for the name", "{}이(가) 이 이름을 요청합니다"],
  ["{}: the name is taken", "{}: 이름이 이미 쓰이고 있습니다"],
  ["the device has come back", "장치가 다시 연결되었습니다"],
  ["the holder did not answer", "이름을 쓰던 장치가 응답하지 않았습니다"],
  [
    "replaced by a newer connection of the same name",
    "같은 이름의 새 연결로 바뀌었습니다",
  ],
  ["closed while the display's actor was down", "디스플레이 액터가 멈춘 동안 닫혔습니다"],
  ["the display's actor was stopped", "디스플레이 액터가 중지되었습니다"],
  ["registered under another name", "다른 이름으로 등록했습니다"],
  ["the connection is gone", "연결이 없습니다"],
  ["the host's actor was stopped", "호스트 액터가 중지되었습니다"],
  ["a newer connection of the same server id", "같은 서버 식별자의 새 연결"],
  [
    "replaced by a newer connection of the same server id",
    "같은 서버 식별자의 새 연결로 바뀌었습니다",
  ],
  ["closed while the host's actor was down", "호스트 액터가 멈춘 동안 닫혔습니다"],
  ["the host was forgotten", "호스트가 삭제되었습니다"],
  ["forgotten by an operator", "운영자가 삭제했습니다"],
  ["the container is gone", "컨테이너가 없습니다"],
  ["{} not claimed", "미수령 {}건"],
  ["An answer to no command of ours.", "요청하지 않은 명령의 응답입니다."],
  ["The client's process has begun anew.", "클라이언트 프로세스가 다시 시작되었습니다."],
  ["It must be registered on chain.", "체인에 등록해야 합니다."],
  ["too many session keys", "세션 키가 너무 많습니다"],
  ["the disk of the control host is full", "제어 호스트의 디스크가 가득 찼습니다"],
  [
    "the control host could not write to its disk",
    "제어 호스트가 디스크에 쓰지 못했습니다",
  ],
  ["The host is not connected.", "호스트가 연결되어 있지 않습니다."],
  ["The host is connected again.", "호스트가 다시 연결되었습니다."],
  ["The container was started anew.", "컨테이너가 다시 시작되었습니다."],
  ["{} restarted at {}", "{} 다시 시작됨: {}"],
  ["Lines may be missing here.", "여기에 빠진 줄이 있을 수 있습니다."],
  ["The log can be read again.", "로그를 다시 읽을 수 있습니다."],
  ["closed by the client", "클라이언트가 닫음"],
  ["the client went away", "클라이언트가 떠남"],
  ["closed without a reason", "이유 없이 닫힘"],
  ["connection lost", "연결 끊김"],
  ["a message was too large", "메시지가 너무 큼"],
  ["the client gave the connection up", "클라이언트가 연결을 포기함"],
  ["closed with code {}", "코드 {}(으)로 닫힘"],
  ["gone while registering", "등록하는 동안 끊어짐"],
];

/** Why a connection of a display ended, in the words of the library that carries it (Socket.IO). */
export const TRANSPORT_SENTENCES: readonly SentencePair[] = [
  ["transport close", "연결이 닫힘"],
  ["transport error", "전송 오류"],
  ["ping timeout", "핑 응답 없음"],
  ["parse error", "알아볼 수 없는 메시지"],
  ["client namespace disconnect", "클라이언트가 연결을 끊음"],
  ["server namespace disconnect", "제어 호스트가 연결을 끊음"],
  ["server shutting down", "제어 호스트 종료"],
  ["forced close", "강제로 닫힘"],
  ["forced server close", "제어 호스트가 강제로 닫음"],
];
