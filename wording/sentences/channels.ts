import type { SentencePair } from "../sentence_pair.ts";

/** What became of a message to a channel, a backup or an examination of the chains. */
export const CHANNEL_SENTENCES: readonly SentencePair[] = [
  ["{} did not answer in time.", "{}에서 제때 응답하지 않았습니다."],
  [
    "{} did not answer before it was given up.",
    "{}에서 포기할 때까지 응답하지 않았습니다.",
  ],
  ["{} answered {}.", "{}의 응답: {}."],
  ["{} answered {}.{}", "{}의 응답: {}.{}"],
  [" Redirects are not followed.", " 리디렉션은 따라가지 않습니다."],
  [" It says: {}", " 내용: {}"],
  ["{} It says: {}", "{} 내용: {}"],
  ["{} cannot be reached.", "{}에 닿을 수 없습니다."],
  ["{} cannot be reached: {}.", "{}에 닿을 수 없습니다: {}."],
  ["{} did not take the mail in time.", "{}에서 제때 메일을 받지 않았습니다."],
  ["{} did not take the mail: {}", "{}에서 메일을 받지 않았습니다: {}"],
  [
    "{} refuses our user name or password.",
    "{}에서 사용자 이름이나 암호를 거부했습니다.",
  ],
  ["The broker has it.", "브로커가 받았습니다."],
  ["The broker did not confirm it in time.", "브로커가 제때 확인하지 않았습니다."],
  ["The broker is away.", "브로커와 연결되어 있지 않습니다."],
  ["The certificate file {} cannot be read ({}).", "인증서 파일 {}을(를) 읽을 수 없습니다 ({})."],
  ["More than {} waited.", "{}개 넘게 기다리고 있었습니다."],
  ["A fault of ours: {}.", "제어 호스트의 오류: {}."],
  ["Six tests a minute are enough.", "시험은 1분에 여섯 번까지 할 수 있습니다."],

  ["{} backups wait for the disk.", "백업 {}개가 디스크를 기다리고 있습니다."],
  ["More than {} backups in one second.", "1초에 백업이 {}개를 넘었습니다."],
  ["The passphrase file {} cannot be read: {}.", "암호 파일 {}을(를) 읽을 수 없습니다: {}."],
  [
    "The passphrase file {} must hold one line of at least {} characters.",
    "암호 파일 {}에는 {}자 이상인 한 줄이 있어야 합니다.",
  ],
  ["The database is damaged: {}.", "데이터베이스가 손상되었습니다: {}."],
  [
    "This is no whole backup: it is cut, changed, or something else.",
    "온전한 백업이 아닙니다. 잘렸거나 바뀌었거나 다른 파일입니다.",
  ],
  ["The passphrase does not open this backup.", "이 암호로는 백업을 열 수 없습니다."],
  ["The control host has stopped.", "제어 호스트가 멈췄습니다."],
  ["There is no space left on the disk.", "디스크에 남은 공간이 없습니다."],
  ["Another backup is being made.", "다른 백업을 만드는 중입니다."],
  ["Nothing was heard of it for half an hour.", "30분 동안 소식이 없었습니다."],
  ["The thread that makes backups has died: {}.", "백업을 만드는 스레드가 멈췄습니다: {}."],
  ["The folder of backups could not be read: {}.", "백업 폴더를 읽을 수 없습니다: {}."],
  ["Nothing can be examined here.", "여기서는 검사할 수 없습니다."],
  [
    "Row {} has no hash: Signalbox did not write it.",
    "{}행에 해시가 없습니다. Signalbox가 쓴 행이 아닙니다.",
  ],
  ["Row {} should stand where row {} stands.", "{2}행 자리에 {1}행이 있어야 합니다."],
  ["{} rows before row {} are gone.", "{2}행 앞의 {1}개 행이 없습니다."],
  [
    "Row {} is not what was written: its hash does not fit.",
    "{}행이 기록된 내용과 다릅니다. 해시가 맞지 않습니다.",
  ],
  [
    "Row {} was written after another row {} than the one there now.",
    "{1}행은 지금과 다른 {2}행 다음에 쓰였습니다.",
  ],
  [
    "Row {} is there, though the rows up to {} were cleared away.",
    "{2}행까지 정리되었는데 {1}행이 남아 있습니다.",
  ],
  [
    "Row {} stands behind row {}, the last that was written.",
    "마지막으로 쓴 {2}행 뒤에 {1}행이 있습니다.",
  ],
  ["The rows behind row {} are gone, up to row {}.", "{1}행 뒤부터 {2}행까지 없습니다."],
  ["Row {}, the last one, is another than was written.", "마지막 {}행이 기록된 것과 다릅니다."],
  [
    "The chain does not go through the hash that was kept of row {}.",
    "보관해 둔 {}행의 해시가 체인에 없습니다.",
  ],
];
