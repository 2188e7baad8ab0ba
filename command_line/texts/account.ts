/** What the command line says about device accounts and session keys, in one language. */
export interface AccountTexts {
  readonly about: Readonly<
    Record<"account" | "add" | "list" | "remove" | "listKeys" | "key" | "reveal", string>
  >;
  readonly arguments: Readonly<Record<"userName" | "account" | "key", string>>;
  readonly options: Readonly<Record<"email" | "passwordStdin" | "ofNode" | "ofContainer", string>>;
  readonly columns: Readonly<
    Record<
      | "id"
      | "userName"
      | "email"
      | "created"
      | "lastLogin"
      | "container"
      | "key"
      | "arrived"
      | "verified"
      | "source",
      string
    >
  >;
  /** Beside a password that was made. */
  made(userName: string): string;
  readonly shownOnce: string;
  /** For a password that was given. */
  added(userName: string): string;
  removed(userName: string): string;
  noSuchAccount(account: string): string;
  passwordTooLong(most: number): string;
  readonly noPassword: string;
  readonly containerNeedsNode: string;
  readonly verification: Readonly<Record<"yes" | "no" | "notAsked", string>>;
}

/** English. */
export const english: AccountTexts = {
  about: {
    account:
      "Add, list and remove accounts with which node hosts log in. Works on the control host itself.",
    add: "Add an account. A password is made and shown once, unless one is given.",
    list: "List the accounts of node hosts.",
    remove: "Remove an account; its tokens end at once.",
    listKeys:
      "List session keys: the newest of each container, or all of one. Never the whole key.",
    key: "Print a stored session key.",
    reveal: "Print a session key whole, to be registered on chain; needs the right keys.",
  },
  arguments: {
    userName: "what the node hosts log in as",
    account: "user name, e-mail address or id of the account",
    key: "id of the key, or client/container for its newest",
  },
  options: {
    email: "an e-mail address that works as well as the user name",
    passwordStdin: "read the password from standard input",
    ofNode: "only those of this node host",
    ofContainer: "every key of this container of the node host, newest first",
  },
  columns: {
    id: "Id",
    userName: "User name",
    email: "E-mail",
    created: "Created",
    lastLogin: "Last login",
    container: "Container",
    key: "Key",
    arrived: "Arrived",
    verified: "Verified",
    source: "From",
  },
  made: (userName) => `Account "${userName}" with this password:`,
  shownOnce: "It is shown this once. Put it into the node hosts' AUTH_PASS, beside AUTH_USER.",
  added: (userName) => `Account "${userName}" was added.`,
  removed: (userName) => `Account "${userName}" was removed, and its tokens with it.`,
  noSuchAccount: (account) =>
    `There is no account "${account}". See what is there: signalbox account list`,
  passwordTooLong: (most) => `The password on standard input has more than ${most} characters.`,
  noPassword: "There is no password on standard input.",
  containerNeedsNode: "--container needs --node: containers of several hosts may share a name.",
  verification: { yes: "yes", no: "no", notAsked: "not asked yet" },
};

/** Korean. */
export const korean: AccountTexts = {
  about: {
    account: "노드 호스트가 로그인하는 계정을 추가, 조회, 삭제합니다. 제어 호스트에서 사용합니다.",
    add: "계정을 추가합니다. 비밀번호를 주지 않으면 만들어 한 번만 표시합니다.",
    list: "노드 호스트 계정을 나열합니다.",
    remove: "계정을 삭제합니다. 그 토큰도 바로 무효가 됩니다.",
    listKeys:
      "세션 키를 나열합니다. 컨테이너별 최신 키 또는 한 컨테이너의 모든 키이며, 키 전체는 표시하지 않습니다.",
    key: "저장된 세션 키를 출력합니다.",
    reveal: "체인에 등록할 세션 키 전체를 출력합니다. keys 권한이 필요합니다.",
  },
  arguments: {
    userName: "노드 호스트가 로그인할 사용자 이름",
    account: "계정의 사용자 이름, 이메일 또는 ID",
    key: "키의 ID, 또는 클라이언트/컨테이너 (가장 새 키)",
  },
  options: {
    email: "사용자 이름 대신 쓸 수 있는 이메일 주소",
    passwordStdin: "비밀번호를 표준 입력에서 읽습니다",
    ofNode: "이 노드 호스트의 것만",
    ofContainer: "노드 호스트에 있는 이 컨테이너의 모든 키, 최신순",
  },
  columns: {
    id: "식별자",
    userName: "사용자 이름",
    email: "이메일",
    created: "생성",
    lastLogin: "마지막 로그인",
    container: "컨테이너",
    key: "키",
    arrived: "수신",
    verified: "확인",
    source: "출처",
  },
  made: (userName) => `계정 "${userName}"의 비밀번호:`,
  shownOnce: "지금 한 번만 표시됩니다. 노드 호스트의 AUTH_USER와 함께 AUTH_PASS에 넣으십시오.",
  added: (userName) => `계정 "${userName}"을(를) 추가했습니다.`,
  removed: (userName) => `계정 "${userName}"과(와) 그 토큰을 삭제했습니다.`,
  noSuchAccount: (account) => `계정 "${account}"이(가) 없습니다. 목록 보기: signalbox account list`,
  passwordTooLong: (most) => `표준 입력의 비밀번호가 ${most}자를 넘습니다.`,
  noPassword: "표준 입력에 비밀번호가 없습니다.",
  containerNeedsNode:
    "--container에는 --node도 필요합니다. 여러 호스트의 컨테이너 이름이 같을 수 있습니다.",
  verification: { yes: "예", no: "아니요", notAsked: "아직 확인 안 함" },
};
