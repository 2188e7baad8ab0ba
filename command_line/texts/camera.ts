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
      | "deleteRecording"
      | "download",
      string
    >
  >;
  readonly arguments: Readonly<Record<"camera" | "cameras" | "file", string>>;
  readonly options: Readonly<
    Record<"query" | "stream" | "all" | "output" | "downloadTo" | "force" | "yes", string>
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
  /** Of a download. */
  fetched(size: string): string;
  readonly wasBeingWritten: string;
  alreadyThere(path: string): string;
  goesOn(size: string): string;
  /** `why` is empty where somebody has stopped it. */
  incomplete(missing: string, why: string): string;
  readonly sameLine: string;
  otherPart(path: string): string;
  readonly noDisk: string;
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
    download: "Fetch one recording of a camera into a file; goes on where it was cut off.",
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
    downloadTo: "the file; by default, in this folder and called as the recording is",
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
  fetched: (size) => `${size}, all of it.`,
  wasBeingWritten: "It was still being written: this is what there was.",
  alreadyThere: (path) => `${path} is there already: choose another file with --output.`,
  goesOn: (size) => `Goes on behind the ${size} that are here.`,
  incomplete: (missing, why) => `${missing} are missing${why === "" ? "" : ` (${why})`}.`,
  sameLine: "The same line goes on where it stopped.",
  otherPart: (path) =>
    `${path} is longer than the recording: it is a part of another one. Delete it.`,
  noDisk: "This program cannot keep files.",
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
    download: "카메라의 녹화 파일 하나를 내려받습니다. 끊긴 곳에서 이어 받습니다.",
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
    downloadTo: "저장할 파일. 지정하지 않으면 이 폴더에 같은 이름으로",
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
  fetched: (size) => `${size}, 모두 받았습니다.`,
  wasBeingWritten: "아직 기록 중인 파일입니다. 지금까지 기록된 부분을 받았습니다.",
  alreadyThere: (path) => `${path} 파일이 이미 있습니다. --output으로 다른 파일을 지정하세요.`,
  goesOn: (size) => `이미 받은 ${size} 뒤부터 이어 받습니다.`,
  incomplete: (missing, why) => `${missing}를 받지 못했습니다${why === "" ? "" : ` (${why})`}.`,
  sameLine: "같은 명령을 다시 실행하면 멈춘 곳에서 이어 받습니다.",
  otherPart: (path) => `${path}은(는) 녹화 파일보다 깁니다. 다른 녹화의 일부이니 지우세요.`,
  noDisk: "이 프로그램은 파일을 저장할 수 없습니다.",
};
