import { wordsOf } from "./language.ts";

/** Words about the keyboard, and of the jump. */
export const keyWords = wordsOf({
  title: "Keyboard",
  jump: "Jump to",
  jumpHint: "A page, a member, a preset …",
  page: "page",
  nothingFound: "Nothing is called that.",
  keys: [
    ["Ctrl + K, ⌘ K", "Jump to a page, a member or a preset"],
    ["/", "Search on this page"],
    ["Esc", "Close, or go back to the list"],
    ["?", "This help"],
    ["Tab, Enter, Space", "Go through what can be done, and do it"],
  ],
}, {
  title: "키보드",
  jump: "바로 가기",
  jumpHint: "페이지, 멤버, 프리셋 …",
  page: "페이지",
  nothingFound: "그런 이름이 없습니다.",
  keys: [
    ["Ctrl + K, ⌘ K", "페이지, 멤버, 프리셋으로 바로 가기"],
    ["/", "이 페이지에서 검색"],
    ["Esc", "닫기, 또는 목록으로 돌아가기"],
    ["?", "이 도움말"],
    ["Tab, Enter, Space", "할 수 있는 일을 차례로 찾아 실행하기"],
  ],
});
