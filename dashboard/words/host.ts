import type { Health } from "../../protocols/api/health.ts";
import type { HostBackupAttempt } from "../../protocols/api/host_backup.ts";
import { wordsOf } from "./language.ts";

type Load = NonNullable<(typeof Health)["_output"]["load"]>;

interface HostNames {
  readonly loads: Record<Load["state"], string>;
  readonly causes: Record<Load["causes"][number], string>;
  readonly phases: Record<NonNullable<HostBackupAttempt["phase"]>, string>;
  readonly attempts: Record<HostBackupAttempt["state"], string>;
  readonly triggers: Record<HostBackupAttempt["trigger"], string>;
}

const english: HostNames = {
  loads: { normal: "has room", busy: "busy", overloaded: "overloaded" },
  causes: {
    eventLoop: "its event loop is late",
    mailboxes: "its mailboxes are full",
    database: "its database is slow",
    memory: "its memory is used up",
  },
  phases: {
    database: "The database is copied",
    archive: "The file is written",
    verify: "The file is read back",
  },
  attempts: { running: "being made", made: "made", failed: "failed" },
  triggers: { asked: "asked for", scheduled: "by the schedule" },
};

const korean: HostNames = {
  loads: { normal: "여유 있음", busy: "바쁨", overloaded: "과부하" },
  causes: {
    eventLoop: "이벤트 루프가 늦어짐",
    mailboxes: "메일함이 가득 참",
    database: "데이터베이스가 느림",
    memory: "메모리를 다 씀",
  },
  phases: {
    database: "데이터베이스 복사 중",
    archive: "파일 쓰는 중",
    verify: "파일을 다시 읽는 중",
  },
  attempts: { running: "만드는 중", made: "완료", failed: "실패" },
  triggers: { asked: "요청", scheduled: "일정" },
};

/** Names of the states of the control host and of its backups. */
export const hostNames = wordsOf(english, korean);

/** Words of the control host's page. */
export const hostWords = wordsOf({
  title: "Control host",
  tabsLabel: "Parts of this page",
  tabs: { overview: "Overview", backups: "Backups" },
  health: "Health",
  load: "Load",
  heldFor: (time: string) => `for ${time}`,
  version: "Version",
  clock: "Its clock",
  clockOff: (time: string) => `${time} off this browser's`,
  uptime: "Runs for",
  memory: "Memory",
  ceiling: "limit",
  loop: "Event loop delay, 99 %",
  ports: "Ports",
  up: "open",
  down: "not open",
  database: "Database",
  file: "File",
  log: "Write-ahead log",
  tables: "Largest tables",
  notMeasured: "They are being measured for the first time.",
  moreTables: (count: number, size: string) => `${count} more, ${size} together`,
  backups: {
    now: "Back up now",
    passphrase: "Passphrase (empty: the configured one)",
    keep: "Keep the passphrase: without it nobody can open the backup.",
    last: "Last backup",
    next: "Next",
    schedule: "Schedule",
    noSchedule: "none: backups are made only when somebody asks",
    folder: "Folder",
    kept: "Kept",
    newest: (count: number) => `the newest ${count}`,
    none: "There is no backup yet.",
    name: "Name",
    size: "Size",
    age: "Made",
    verified: "Read back",
    download: "Download",
    attempts: "Since the start",
    sum: "SHA-256",
    noBackup: "no backup",
    failed: "the last one failed",
    old: "too old",
    good: "in order",
    missing: {
      none: "If this machine fails now, everything on it is lost.",
      failed: "The newest attempt failed; see why below.",
      old: "The newest backup is older than its schedule allows.",
      schedule: "No schedule makes backups. Put backup.schedule and backup.passphraseFile into " +
        "the config file.",
      local: "They are on this machine as long as nobody takes them elsewhere.",
    },
    restore: "How to restore",
    restoreText: "On the machine that is to be the control host, into an empty folder, while no " +
      "other control host looks after this fleet:",
  },
}, {
  title: "제어 호스트",
  tabsLabel: "이 페이지의 부분",
  tabs: { overview: "개요", backups: "백업" },
  health: "상태",
  load: "부하",
  heldFor: (time: string) => `${time}째`,
  version: "버전",
  clock: "호스트 시계",
  clockOff: (time: string) => `이 브라우저와 ${time} 차이`,
  uptime: "실행 시간",
  memory: "메모리",
  ceiling: "한도",
  loop: "이벤트 루프 지연 (99%)",
  ports: "포트",
  up: "열림",
  down: "닫힘",
  database: "데이터베이스",
  file: "파일",
  log: "선행 기록 로그",
  tables: "가장 큰 테이블",
  notMeasured: "처음으로 측정하는 중입니다.",
  moreTables: (count: number, size: string) => `그 밖에 ${count}개, 모두 ${size}`,
  backups: {
    now: "지금 백업",
    passphrase: "암호 (비우면 설정된 암호)",
    keep: "암호를 보관하세요. 암호가 없으면 아무도 백업을 열 수 없습니다.",
    last: "마지막 백업",
    next: "다음",
    schedule: "일정",
    noSchedule: "없음: 요청할 때만 백업합니다",
    folder: "폴더",
    kept: "보관",
    newest: (count: number) => `최근 ${count}개`,
    none: "아직 백업이 없습니다.",
    name: "이름",
    size: "크기",
    age: "만든 때",
    verified: "검증",
    download: "내려받기",
    attempts: "시작 이후",
    sum: "SHA-256",
    noBackup: "백업 없음",
    failed: "마지막 시도 실패",
    old: "너무 오래됨",
    good: "정상",
    missing: {
      none: "지금 이 장비가 고장 나면 모든 것을 잃습니다.",
      failed: "가장 최근 시도가 실패했습니다. 이유는 아래에 있습니다.",
      old: "가장 최근 백업이 일정보다 오래되었습니다.",
      schedule:
        "백업 일정이 없습니다. 설정 파일에 backup.schedule과 backup.passphraseFile을 적으세요.",
      local: "다른 곳으로 옮기지 않는 한 백업은 이 장비에만 있습니다.",
    },
    restore: "복원 방법",
    restoreText:
      "제어 호스트로 쓸 장비에서, 이 플릿을 관리하는 다른 제어 호스트가 없을 때, 빈 폴더에 복원합니다:",
  },
});
