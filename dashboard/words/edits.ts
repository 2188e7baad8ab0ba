import { wordsOf } from "./language.ts";

/** Words about whatever has a name and a version, and is edited by several people. */
export const editWords = wordsOf({
  description: "Description",
  name: "Name",
  saved: "Saved.",
  reload: "Show what is there now",
  overwrite: "Save mine over it",
  conflict: (by: string, at: string) =>
    `${by || "Somebody"} changed it at ${at}, after you had opened it. Nothing was saved.`,
  gone: "It was removed meanwhile. Nothing was saved.",
}, {
  description: "설명",
  name: "이름",
  saved: "저장했습니다.",
  reload: "현재 내용 보기",
  overwrite: "내 내용으로 저장",
  conflict: (by: string, at: string) =>
    `여는 동안 ${by || "다른 사람"}이(가) ${at}에 변경했습니다. 아무것도 저장하지 않았습니다.`,
  gone: "그사이 삭제되었습니다. 아무것도 저장하지 않았습니다.",
});
