import { RIGHTS, ROLES } from "../../wording/korean_words.ts";
import { wordsOf } from "./language.ts";

/** Words of the page of tokens. */
export const tokenWords = wordsOf({
  title: "Tokens",
  intro:
    "A token lets a person or a program in. Each role includes the ones before it; rights are given one by one.",
  name: "Name",
  role: "Role",
  roles: { view: "view", operate: "operate", admin: "admin" },
  rights: "Rights",
  rightNames: {
    exec: "run programs in containers",
    keys: "session keys",
    payout: "payouts",
    logs: "container logs",
    recordings: "recordings",
  },
  rightShort: {
    exec: "programs",
    keys: "session keys",
    payout: "payouts",
    logs: "logs",
    recordings: "recordings",
  },
  expires: "Ends",
  never: "never",
  lastUsed: "Last used",
  create: "Make a token",
  made: (name: string) => `The token “${name}”. It is shown this once, and kept nowhere:`,
  revoke: "Revoke",
  revokeTitle: (name: string) => `Revoke ${name}`,
  revokeText: "Whoever uses it is signed out at once.",
  forDays: "Ends after days",
}, {
  title: "토큰",
  intro:
    "토큰은 사람이나 프로그램의 접근을 허용합니다. 역할은 앞의 역할을 포함하고, 권한은 하나씩 부여합니다.",
  name: "이름",
  role: "역할",
  roles: ROLES,
  rights: "권한",
  rightNames: RIGHTS,
  rightShort: {
    exec: "프로그램",
    keys: "세션 키",
    payout: "지급",
    logs: "로그",
    recordings: "녹화",
  },
  expires: "만료",
  never: "없음",
  lastUsed: "마지막 사용",
  create: "토큰 만들기",
  made: (name: string) => `토큰 “${name}”입니다. 지금 한 번만 표시되며 어디에도 저장되지 않습니다:`,
  revoke: "폐기",
  revokeTitle: (name: string) => `${name} 폐기`,
  revokeText: "이 토큰을 쓰는 사람은 바로 로그아웃됩니다.",
  forDays: "유효 기간(일)",
});
