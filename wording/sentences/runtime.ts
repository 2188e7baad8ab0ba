import type { SentencePair } from "../sentence_pair.ts";

/** Why the control host could not be reached, in the words of the runtime (Deno) that tried. */
export const RUNTIME_SENTENCES: readonly SentencePair[] = [
  ["Connection refused", "연결이 거부됨"],
  ["Connection reset", "연결이 끊어짐"],
  ["connection reset", "연결이 끊어짐"],
  ["timed out", "제때 응답하지 않음"],
  ["dns error", "이름을 찾을 수 없음"],
  ["failed to lookup", "이름을 찾을 수 없음"],
  ["invalid peer certificate", "인증서를 믿을 수 없음"],
  ["NotFound", "없음"],
  ["PermissionDenied", "권한 없음"],
];
