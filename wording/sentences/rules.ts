import type { SentencePair } from "../sentence_pair.ts";

/** What a field of a request must be, by our own rules. */
export const RULE_SENTENCES: readonly SentencePair[] = [
  ["is not a known field", "알 수 없는 항목입니다"],
  ["the body must be UTF-8", "본문은 UTF-8이어야 합니다"],
  ["the body broke off", "본문이 끝까지 오지 않았습니다"],
  ["Host must be a name or an address", "Host는 이름이나 주소여야 합니다"],
  ["the request is not valid", "요청이 올바르지 않습니다"],
  ["must have no control characters", "제어 문자를 쓸 수 없습니다"],
  ["must have no control characters and no slash", "제어 문자와 빗금(/)을 쓸 수 없습니다"],
  ["must not be blank", "비워 둘 수 없습니다"],
  ["must have no NUL and no broken characters", "NUL 문자와 깨진 문자를 쓸 수 없습니다"],
  ["must have no NUL character", "NUL 문자를 쓸 수 없습니다"],
  ["must be one line", "한 줄이어야 합니다"],
  ["must be a positive integer", "양의 정수여야 합니다"],
  ["must be an id as it was answered", "응답에 나온 식별자여야 합니다"],
  [
    "must be the MAC address of one network card, for example 02:00:5E:00:53:01",
    "네트워크 카드 하나의 MAC 주소여야 합니다. 예: 02:00:5E:00:53:01",
  ],
  ["must be kind/key", "종류/키 형식이어야 합니다"],
  ["must be 0x and 32 to 1,024 bytes in hex", "0x로 시작하는 32~1,024바이트 16진수여야 합니다"],
  ["must not be before 2020", "2020년 이전일 수 없습니다"],
  ["must be a sequence", "순번이어야 합니다"],
  ["must be the nextCursor of a page", "앞 페이지의 nextCursor여야 합니다"],
  ["cursor {} was not handed out by this list", "이 목록에서 나온 커서가 아닙니다: {}"],
  [
    "must be the name of a recording as it is listed",
    "목록에 있는 녹화 이름이어야 합니다",
  ],
  ["must be the name of a backup as it was listed", "목록에 있는 백업 이름이어야 합니다"],
  ["needs subjectKind", "subjectKind가 함께 있어야 합니다"],
  ["kind and key belong together", "kind와 key는 함께 있어야 합니다"],
  ["give untilMs or forMs", "untilMs와 forMs 가운데 하나만 적으세요"],
  ['must be the ETag as it was answered, such as "3"', '"3"처럼 응답에 나온 ETag여야 합니다'],
  [
    "must be a container name as Docker allows it",
    "Docker가 허용하는 컨테이너 이름이어야 합니다",
  ],
  ["must be visible ASCII", "눈에 보이는 ASCII 문자여야 합니다"],
  [
    "say whom it is for: subjects, kinds, groups or everything",
    "대상을 고르세요: 개별 대상, 종류, 그룹 또는 전체",
  ],
  ["username or email is needed", "사용자 이름이나 이메일이 필요합니다"],
  [
    "must have a name, aliases or a macAddress",
    "이름, 별칭, MAC 주소 가운데 하나는 있어야 합니다",
  ],
  ["must be before to", "끝 시각보다 앞이어야 합니다"],
  [
    "{}s are answered for at most {} days at a time",
    "{1:span} 단위로는 한 번에 {2}일까지 볼 수 있습니다",
  ],
  ["must be in the future", "지금보다 나중이어야 합니다"],
  ["must be one of {}", "다음 가운데 하나여야 합니다: {}"],
  ["must be an object", "객체여야 합니다"],
  ["{} takes one container, not {}", "{} 명령은 컨테이너 하나만 받습니다({} 불가)"],
  ["must be 0x and whole bytes in hex", "0x로 시작하는 16진수 바이트여야 합니다"],
  ["must be four or five small letters", "소문자 네다섯 자여야 합니다"],
  [
    "must be the name of a time zone, for example Asia/Seoul, Europe/Berlin or UTC",
    "시간대 이름이어야 합니다. 예: Asia/Seoul, Europe/Berlin, UTC",
  ],
  [
    'must be a cron expression, for example "0 4 * * *" for every day at 04:00 ({})',
    "cron 식이어야 합니다. 예: 매일 04:00은 “0 4 * * *” ({})",
  ],
  ["names no moment that is still to come", "앞으로 올 시각이 없습니다"],
  [
    "{} may begin every 10 minutes at the most",
    "{} 명령은 10분에 한 번까지만 시작할 수 있습니다",
  ],
  [
    "is not kept in a schedule; left out, the client asks about the newest it knows",
    "일정에는 저장하지 않습니다. 비우면 클라이언트가 아는 가장 새로운 키를 확인합니다",
  ],
  ["must be at least {} for {}", "{2} 명령에는 {1} 이상이어야 합니다"],
  [
    "must be given, as the config file has no backup.passphraseFile",
    "설정 파일에 backup.passphraseFile이 없으므로 암호를 입력해야 합니다",
  ],
];

/** What the library that checks requests says of a field (zod, its English texts). */
export const LIBRARY_SENTENCES: readonly SentencePair[] = [
  ["Too small: expected string to have >={} characters", "{}자 이상이어야 합니다"],
  ["Too big: expected string to have <={} characters", "{}자 이하여야 합니다"],
  ["Too small: expected array to have >={} items", "{}개 이상이어야 합니다"],
  ["Too big: expected array to have <={} items", "{}개 이하여야 합니다"],
  ["Too small: expected number to be >={}", "{} 이상이어야 합니다"],
  ["Too big: expected number to be <={}", "{} 이하여야 합니다"],
  ["Invalid input: expected {}, received undefined", "빠졌습니다(형식: {1:type})"],
  [
    "Invalid input: expected {}, received {}",
    "형식이 맞지 않습니다. 필요: {1:type}, 받음: {2:type}",
  ],
  ["Invalid input: expected {}", "{}만 쓸 수 있습니다"],
  ["Invalid input", "값이 맞지 않습니다"],
  ["Invalid option: expected one of {}", "다음 가운데 하나여야 합니다: {}"],
  ["Invalid discriminator value. Expected {}", "다음 가운데 하나여야 합니다: {}"],
  ["Invalid ISO datetime", "ISO 8601 시각이어야 합니다"],
  ["Invalid {} address", "{} 주소가 아닙니다"],
];
