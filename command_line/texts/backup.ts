import type { HostBackupFault } from "../../protocols/api/host_backup.ts";
import type { BackupProgress } from "../host/backup_host.ts";

/** What the command line says about backups of the control host itself, in one language. */
export interface BackupTexts {
  readonly about: Readonly<Record<"backup" | "restore", string>>;
  readonly arguments: Readonly<Record<"file", string>>;
  readonly options: Readonly<Record<"to" | "passphraseFile" | "dataDir", string>>;
  readonly needsPassphraseFile: string;
  readonly passphraseMissing: string;
  readonly passphraseShort: string;
  readonly notHere: string;
  readonly phases: Readonly<Record<BackupProgress["phase"], string>>;
  /** `size` in words. */
  made(size: string): string;
  /** It lies on the control host, in a folder there. */
  madeThere(folder: string): string;
  failed(reason: string): string;
  /** The control host has forgotten it: it was restarted. */
  readonly lost: string;
  readonly keepPassphrase: string;
  /** `when` and `size` in words. */
  restored(when: string, version: string, files: number, size: string): string;
  startIt(dataDir: string, configPath: string | null): string;
  /** What is in the way; `detail` is in English, from the machine. */
  problem(reason: HostBackupFault, detail: string): string;
}

/** English. */
export const english: BackupTexts = {
  about: {
    backup: "Make an encrypted backup of the control host: database, keys and config file. Of a " +
      "running one through its API; with --data-dir of a data folder on this machine, whether or " +
      "not one runs on it.",
    restore: "Restore a backup into an empty data folder. Everything is checked first.",
  },
  arguments: { file: "a backup, signalbox-….tar.gz.age" },
  options: {
    to: "where the backup is put; default: the folder of the control host's own backups",
    passphraseFile: "file with the passphrase in one line, or - for standard input",
    dataDir: "back up this data folder on this machine, without the API",
  },
  needsPassphraseFile: "a schedule needs backup.passphraseFile to encrypt with.",
  passphraseMissing:
    "A passphrase is needed: give --passphrase-file, or set backup.passphraseFile " +
    "in the config file.",
  passphraseShort: "The passphrase must be one line of at least 12 characters.",
  notHere: "This program cannot make or restore backups here.",
  phases: {
    database: "Copying the database",
    archive: "Writing",
    verify: "Reading back",
    download: "Fetching",
  },
  made: (size) => `Backup made and read back (${size}).`,
  madeThere: (folder) => `On the control host, in ${folder}:`,
  failed: (reason) => `The backup has failed: ${reason}`,
  lost: "The control host has been restarted while it made the backup; nothing was made.",
  keepPassphrase: "Keep the passphrase somewhere else: nobody can open the backup without it.",
  restored: (when, version, files, size) =>
    `Restored: the backup of ${when} by Signalbox ${version}, ${files} files, ${size}.`,
  startIt: (dataDir, configPath) =>
    `Start it with: signalbox start --data-dir ${dataDir}` +
    (configPath === null ? "" : ` --config ${configPath}`),
  problem: (reason, detail) => reason === "full" ? "There is no space left on the disk." : detail,
};

/** Korean. */
export const korean: BackupTexts = {
  about: {
    backup: "제어 호스트(데이터베이스, 키, 설정 파일)의 암호화된 백업을 만듭니다. 실행 중이면 " +
      "API로 만들고, --data-dir 를 주면 실행 여부와 상관없이 이 컴퓨터의 데이터 폴더를 백업합니다.",
    restore: "백업을 빈 데이터 폴더에 복원합니다. 먼저 모든 것을 확인합니다.",
  },
  arguments: { file: "백업 파일 (signalbox-….tar.gz.age)" },
  options: {
    to: "백업을 둘 폴더. 기본값: 제어 호스트 자신의 백업 폴더",
    passphraseFile: "암호 한 줄이 든 파일. - 이면 표준 입력",
    dataDir: "API 없이 이 컴퓨터의 이 데이터 폴더를 백업",
  },
  needsPassphraseFile: "일정에는 암호화에 쓸 backup.passphraseFile 이 필요합니다.",
  passphraseMissing:
    "암호가 필요합니다. --passphrase-file 을 주거나 설정 파일에 backup.passphraseFile 을 적으십시오.",
  passphraseShort: "암호는 12자 이상의 한 줄이어야 합니다.",
  notHere: "이 프로그램은 여기서 백업을 만들거나 복원할 수 없습니다.",
  phases: {
    database: "데이터베이스 복사 중",
    archive: "쓰는 중",
    verify: "다시 읽어 확인하는 중",
    download: "가져오는 중",
  },
  made: (size) => `백업을 만들고 다시 읽어 확인했습니다 (${size}).`,
  madeThere: (folder) => `제어 호스트의 ${folder} 폴더에 있습니다:`,
  failed: (reason) => `백업에 실패했습니다: ${reason}`,
  lost: "백업하는 동안 제어 호스트가 다시 시작되어 백업이 만들어지지 않았습니다.",
  keepPassphrase: "암호를 다른 곳에 보관하십시오. 암호가 없으면 아무도 백업을 열 수 없습니다.",
  restored: (when, version, files, size) =>
    `복원했습니다: ${when}, Signalbox ${version} 의 백업, 파일 ${files}개, ${size}.`,
  startIt: (dataDir, configPath) =>
    `시작하려면: signalbox start --data-dir ${dataDir}` +
    (configPath === null ? "" : ` --config ${configPath}`),
  problem: (reason, detail) => reason === "full" ? "디스크에 남은 공간이 없습니다." : detail,
};
