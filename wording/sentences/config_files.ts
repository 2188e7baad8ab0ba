import type { SentencePair } from "../sentence_pair.ts";

/** What is wrong with a config file of SyncGuard that is moved in. */
export const CONFIG_FILE_SENTENCES: readonly SentencePair[] = [
  [
    "It must be an IPv4 address such as 192.0.2.10, not {}.",
    "192.0.2.10 같은 IPv4 주소여야 합니다. 적힌 값: {}.",
  ],
  ["It must be true or false, not {}.", "true 또는 false여야 합니다. 적힌 값: {}."],
  [
    "It must be a whole number from {} to {} (ms), not {}.",
    "{}~{} 사이의 정수(ms)여야 합니다. 적힌 값: {}.",
  ],
  [
    "It must be a whole number from 1 to {}, not {}.",
    "1~{} 사이의 정수여야 합니다. 적힌 값: {}.",
  ],
  [
    "A SyncGuard config has at most {} characters, not {}.",
    "SyncGuard 설정 파일은 {}자까지인데 {}자입니다.",
  ],
  ["This is no JSON: {}.", "JSON이 아닙니다: {}."],
  ["The file must hold one JSON object.", "파일에는 JSON 객체 하나가 있어야 합니다."],
  [
    "A line is KEY=value or a # comment, not {}.",
    "각 줄은 KEY=값 또는 # 주석이어야 합니다. 적힌 줄: {}.",
  ],
  [
    "SyncGuard has no key {}; there are {}.",
    "SyncGuard 설정에 {} 항목은 없습니다. 쓸 수 있는 항목: {}.",
  ],
  ["Line {} says {}, this one {}.", "{}번 줄에는 {}, 이 줄에는 {}이라고 적혀 있습니다."],
  [
    "Nothing may follow address and port; other forms have KEY=value lines.",
    "주소와 포트 뒤에는 아무것도 없어야 합니다. 다른 형식은 KEY=값 줄을 씁니다.",
  ],
  ["The port stands behind the address already.", "포트가 이미 주소 뒤에 적혀 있습니다."],
  ["The file is empty.", "빈 파일입니다."],
];
