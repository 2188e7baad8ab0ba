import type { RefusalReason } from "./events.ts";

/** What displays show their operators, in Korean. Source: display guide, section 9, where it has a sentence. */
export const REGISTERED_TEXT = "클라이언트 등록이 완료되었습니다.";
export const REFUSED_TEXT = "클라이언트 등록에 실패했습니다.";
export const HEARTBEAT_TEXT = "하트비트 수신 완료";
export const HEARTBEAT_ERROR_TEXT = "하트비트 처리 중 오류 발생";
/** Not in the guide, which leaves the text open. */
export const SHUTDOWN_TEXT = "서버가 종료됩니다. 잠시 후 다시 연결하십시오.";

/** Why a registration was refused; `nameTaken` is the guide's own sentence. */
export const REFUSAL_TEXTS: Readonly<Record<RefusalReason, string>> = {
  nameTaken: "이미 존재하는 클라이언트 이름입니다.",
  badRequest: "등록 요청 형식이 올바르지 않습니다.",
  tooManyRegistrations: "등록 요청이 너무 많습니다.",
  fleetFull: "등록할 수 있는 클라이언트 수를 초과했습니다.",
  unavailable: "현재 서버에서 등록을 처리할 수 없습니다.",
};
