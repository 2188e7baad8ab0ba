/** What the command line says about cameras, in one language. */
export interface CameraTexts {
  readonly about: Readonly<
    Record<
      | "camera"
      | "list"
      | "record"
      | "recordStart"
      | "recordStop"
      | "recordings"
      | "snapshot"
      | "forget"
      | "deleteRecording",
      string
    >
  >;
  readonly arguments: Readonly<Record<"camera" | "cameras" | "file", string>>;
  readonly options: Readonly<
    Record<"query" | "stream" | "all" | "output" | "force" | "yes", string>
  >;
  readonly columns: Readonly<
    Record<
      | "stream"
      | "fps"
      | "picture"
      | "viewers"
      | "recording"
      | "file"
      | "began"
      | "length"
      | "size",
      string
    >
  >;
  readonly recording: string;
  readonly beingWritten: string;
  /** Neither a camera nor `--all` was typed, or both. */
  readonly whichCameras: string;
  completedOf(completed: number, total: number): string;
  acceptedFor(cameras: number): string;
  forgotten(name: string): string;
  /** Before the confirmation. */
  readonly deleteDanger: string;
  recordingDeleted(file: string, camera: string): string;
  written(path: string, bytes: number): string;
  cannotWrite(path: string, reason: string): string;
}

/** English. */
export const english: CameraTexts = {
  about: {
    camera: "Record cameras, take a picture, and see what is recorded.",
    list: "List cameras with what their streams do.",
    record: "Start and stop recordings.",
    recordStart: "Start to record, and follow it until pictures are on the disk.",
    recordStop: "Stop to record, and follow it until everything is on the disk.",
    recordings: "List the recordings of a camera.",
    snapshot: "Write one picture of a camera into a file.",
    forget: "Forget a camera; its recordings stay.",
    deleteRecording: "Delete one recording of a camera.",
  },
  arguments: {
    camera: "number, name or address of the camera",
    cameras: "numbers, names or addresses of cameras",
    file: "name of the recording, as camera recordings shows it",
  },
  options: {
    query: "only those whose name or address contains this",
    stream: "only this: connecting, waiting, streaming or stalled",
    all: "every camera that is known",
    output: "the file, JPEG",
    force: "also one that is streaming",
    yes: "do not ask",
  },
  columns: {
    stream: "Stream",
    fps: "fps",
    picture: "Picture",
    viewers: "Viewers",
    recording: "Recording",
    file: "File",
    began: "Began",
    length: "Length",
    size: "Size",
  },
  recording: "since",
  beingWritten: "being written",
  whichCameras: "Name cameras, or say --all.",
  completedOf: (completed, total) => `${completed} of ${total} completed.`,
  acceptedFor: (cameras) => `Accepted for ${cameras} cameras.`,
  forgotten: (name) => `"${name}" was forgotten. Its recordings stay.`,
  deleteDanger: "What is recorded there is gone for good.",
  recordingDeleted: (file, camera) => `${file} of "${camera}" was deleted.`,
  written: (path, bytes) => `${path}: ${bytes} bytes.`,
  cannotWrite: (path, reason) => `${path} cannot be written (${reason}).`,
};

/** Korean. */
export const korean: CameraTexts = {
  about: {
    camera: "카메라를 녹화하고, 정지 화면을 저장하고, 녹화 파일을 조회합니다.",
    list: "카메라와 스트림 상태를 나열합니다.",
    record: "녹화를 시작하고 끝냅니다.",
    recordStart: "녹화를 시작하고, 영상이 디스크에 기록될 때까지 지켜봅니다.",
    recordStop: "녹화를 끝내고, 모두 디스크에 기록될 때까지 지켜봅니다.",
    recordings: "카메라의 녹화 파일을 나열합니다.",
    snapshot: "카메라의 정지 화면 한 장을 파일로 저장합니다.",
    forget: "카메라를 목록에서 지웁니다. 녹화 파일은 남습니다.",
    deleteRecording: "카메라의 녹화 파일 하나를 삭제합니다.",
  },
  arguments: {
    camera: "카메라 번호, 이름 또는 주소",
    cameras: "카메라 번호, 이름 또는 주소 (여러 개 가능)",
    file: "camera recordings에 나오는 녹화 파일 이름",
  },
  options: {
    query: "이름이나 주소에 이 글자가 있는 것만",
    stream: "이 상태만: connecting, waiting, streaming, stalled",
    all: "알려진 모든 카메라",
    output: "저장할 파일 (JPEG)",
    force: "영상이 오는 중이어도",
    yes: "확인을 묻지 않습니다",
  },
  columns: {
    stream: "스트림",
    fps: "초당 화면",
    picture: "화면",
    viewers: "시청",
    recording: "녹화",
    file: "파일",
    began: "시작",
    length: "길이",
    size: "크기",
  },
  recording: "시작",
  beingWritten: "기록 중",
  whichCameras: "카메라를 지정하거나 --all을 쓰세요.",
  completedOf: (completed, total) => `${total}대 중 ${completed}대 완료.`,
  acceptedFor: (cameras) => `카메라 ${cameras}대에 대해 접수했습니다.`,
  forgotten: (name) => `"${name}"을(를) 목록에서 지웠습니다. 녹화 파일은 남아 있습니다.`,
  deleteDanger: "녹화된 내용이 영구히 없어집니다.",
  recordingDeleted: (file, camera) => `"${camera}"의 ${file}을(를) 삭제했습니다.`,
  written: (path, bytes) => `${path}: ${bytes}바이트.`,
  cannotWrite: (path, reason) => `${path}에 쓸 수 없습니다 (${reason}).`,
};
