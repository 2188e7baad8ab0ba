import type { SentencePair } from "../sentence_pair.ts";

/** What is in the way where somebody works on a data folder or a backup itself, on the machine of the control host. */
export const FOLDER_SENTENCES: readonly SentencePair[] = [
  [
    "This backup was made by Signalbox {}, and is of a newer form ({}) than this one reads ({}).",
    "Signalbox {}에서 만든 백업이며, 형식({})이 이 프로그램이 읽는 형식({})보다 새롭습니다.",
  ],
  [
    "This backup was made by Signalbox {} (schema {}); this one knows schemas up to {}. Restore it " +
    "with that version or a newer one.",
    "Signalbox {}에서 만든 백업입니다(스키마 {}). 이 프로그램은 스키마 {}까지 압니다. 그 버전이나 더 새로운 버전으로 복원하세요.",
  ],
  ["{} is not empty: it holds {}.", "{}이(가) 비어 있지 않습니다. {}이(가) 있습니다."],
  [
    "The database is not the one that the backup names.",
    "백업에 적힌 데이터베이스가 아닙니다.",
  ],
  ["{} is there already.", "{}이(가) 이미 있습니다."],
  [
    "What came is not what the control host has made.",
    "받은 파일이 제어 호스트가 만든 백업과 다릅니다.",
  ],
  [
    "There is no data of a control host in {}.",
    "{}에 제어 호스트의 데이터가 없습니다.",
  ],
  [
    "{} was written by a newer Signalbox (schema {}, this one knows up to {}). Start the newer " +
    "version, or choose another data folder.",
    "{}은(는) 더 새로운 Signalbox가 썼습니다(스키마 {}, 이 프로그램은 {}까지 압니다). 더 새로운 버전을 시작하거나 다른 데이터 폴더를 고르세요.",
  ],
  [
    "{} is a database of another program. Choose another data folder with --data-dir.",
    "{}은(는) 다른 프로그램의 데이터베이스입니다. --data-dir로 다른 데이터 폴더를 고르세요.",
  ],
  [
    "{} is damaged ({}), and was left as it is. Restore a backup into an empty folder.",
    "{}이(가) 손상되어 그대로 두었습니다({}). 빈 폴더에 백업을 복원하세요.",
  ],
  [
    "The data folder {} is in use by another control host. Stop it, or give this one another " +
    "folder with --data-dir.",
    "데이터 폴더 {}을(를) 다른 제어 호스트가 쓰고 있습니다. 그것을 멈추거나 --data-dir로 다른 폴더를 지정하세요.",
  ],
  ["The database {} cannot be used: {}.", "데이터베이스 {}을(를) 쓸 수 없습니다: {}."],
  ["The data folder {} cannot be used: {}.", "데이터 폴더 {}을(를) 쓸 수 없습니다: {}."],
  ["The database could not be read: {}.", "데이터베이스를 읽을 수 없습니다: {}."],
  [
    "The control host that runs on {} is of an older version. Restart it with this version first.",
    "{}에서 실행 중인 제어 호스트가 더 오래된 버전입니다. 먼저 이 버전으로 다시 시작하세요.",
  ],
  [
    "{} was written by an older Signalbox, which made no chains. Start this version on it once.",
    "{}은(는) 체인을 만들지 않던 오래된 Signalbox가 썼습니다. 이 버전으로 한 번 시작하세요.",
  ],
  [
    "another program holds the database for too long",
    "다른 프로그램이 데이터베이스를 너무 오래 잡고 있습니다",
  ],
  [
    "the database may only be read (check the folder's permissions)",
    "데이터베이스를 읽을 수만 있습니다(폴더 권한을 확인하세요)",
  ],
  ["the disk reported an error", "디스크가 오류를 보고했습니다"],
  ["the database file is damaged", "데이터베이스 파일이 손상되었습니다"],
  ["the database file cannot be opened", "데이터베이스 파일을 열 수 없습니다"],
  ["the file is not a database", "데이터베이스 파일이 아닙니다"],
  ["More than {} keys in one second.", "1초에 키가 {}개를 넘었습니다."],
  [
    "The folder of session keys could not be {}: {}.",
    "세션 키 폴더를 {1:could} 못했습니다: {2}.",
  ],
  ["The session key's row is gone.", "세션 키의 기록이 없어졌습니다."],
  ["An examination is under way.", "검사가 이미 진행 중입니다."],
  ["{} is missing.", "{}이(가) 없습니다."],
  ["{} could not be read: {}.", "{}을(를) 읽을 수 없습니다: {}."],
];
