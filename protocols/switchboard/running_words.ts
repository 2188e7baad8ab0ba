/** The words for "a program runs" in T4, S6 and the old operators' page. */
export const RUNNING: ReadonlySet<string> = new Set(["running", "executing", "콘텐츠 실행 중"]);

/** S6: the tray itself is up, and no program is. */
export const IDLE_TRAY = "실행 중";
