/** What the command line says of the past, of machines, of backups of keys and of discovery, in one language. */
export interface PastTexts {
  readonly about: Readonly<Record<"history" | "machines" | "keyBackups" | "discovery", string>>;
  readonly options: Readonly<
    Record<"since" | "all" | "kind" | "query" | "shared" | "ofNode" | "ofContainer", string>
  >;
  readonly columns: Readonly<
    Record<"state" | "before" | "why" | "online" | "container" | "file" | "made" | "source", string>
  >;
  readonly now: string;
  /** Neither a member nor `--all` was typed, or both. */
  readonly whom: string;
  ofMembers(machine: string): string;
  hoursAgo(hours: number): string;
  /** `still`: it holds. */
  held(duration: string, still: boolean): string;
  readonly backupSources: Readonly<Record<"message" | "command", string>>;
  readonly fileUntold: string;
  readonly discovery: Readonly<Record<"title" | DiscoveryLabel, string>>;
}

type DiscoveryLabel = "answers" | "violations" | "stale" | "dropped";

/** English. */
export const english: PastTexts = {
  about: {
    history: "Show when a member was there and when not, or a strip for each of many.",
    machines: "List machines: which members stand at one address.",
    keyBackups: "List backups of containers' keys that clients told of, newest first.",
    discovery: "Show how looking for cameras goes: the broker, and what came from it.",
  },
  options: {
    since: "how far back: 24h, 7d; a month is kept",
    all: "a strip for each member",
    kind: "with strips: only display, node, container, sync or camera; repeat for more",
    query: "only those whose address or a member's name contains this",
    shared: "only those with several members",
    ofNode: "client whose containers are listed",
    ofContainer: "only this container of it",
  },
  columns: {
    state: "State",
    before: "Before",
    why: "Why",
    online: "Online",
    container: "Container",
    file: "File on the client's machine",
    made: "Told",
    source: "By",
  },
  now: "now",
  whom: "Name a member, or say --all.",
  ofMembers: (machine) =>
    `A machine has no history of its own: show machine:${machine} lists whom.`,
  hoursAgo: (hours) => hours % 24 === 0 && hours > 24 ? `${hours / 24} d ago` : `${hours} h ago`,
  held: (duration, still) => still ? `for ${duration} now` : `for ${duration}`,
  backupSources: { message: "the client itself", command: "backup_keys" },
  fileUntold: "not told",
  discovery: {
    title: "Discovery",
    answers: "Answers",
    violations: "Not understood",
    stale: "Of another time",
    dropped: "Left out",
  },
};

/** Korean. */
export const korean: PastTexts = {
  about: {
    history: "멤버가 언제 있었고 언제 없었는지, 또는 여러 멤버의 하루를 한 줄씩 보여 줍니다.",
    machines: "장비를 나열합니다. 같은 주소에 있는 멤버를 보여 줍니다.",
    keyBackups: "클라이언트가 알린 컨테이너 키 백업을 최신순으로 나열합니다.",
    discovery: "카메라 검색 상태를 보여 줍니다. 브로커와 받은 응답입니다.",
  },
  options: {
    since: "거슬러 볼 기간: 24h, 7d. 한 달간 보관됩니다",
    all: "멤버마다 한 줄씩",
    kind: "여러 멤버를 볼 때 이 종류만: display, node, container, sync, camera (반복 가능)",
    query: "주소나 멤버 이름에 이 글자가 있는 것만",
    shared: "멤버가 여럿인 장비만",
    ofNode: "컨테이너를 나열할 클라이언트",
    ofContainer: "그중 이 컨테이너만",
  },
  columns: {
    state: "상태",
    before: "이전",
    why: "이유",
    online: "온라인",
    container: "컨테이너",
    file: "클라이언트 장비의 파일",
    made: "알린 시각",
    source: "알린 것",
  },
  now: "지금",
  whom: "멤버를 지정하거나 --all을 쓰세요.",
  ofMembers: (machine) =>
    `장비에는 자체 이력이 없습니다. show machine:${machine}에서 멤버를 확인하세요.`,
  hoursAgo: (hours) => hours % 24 === 0 && hours > 24 ? `${hours / 24}일 전` : `${hours}시간 전`,
  held: (duration, still) => still ? `지금까지 ${duration}` : `${duration} 동안`,
  backupSources: { message: "클라이언트", command: "backup_keys 명령" },
  fileUntold: "알리지 않음",
  discovery: {
    title: "카메라 검색",
    answers: "받은 응답",
    violations: "읽을 수 없음",
    stale: "지난 메시지",
    dropped: "제외",
  },
};
