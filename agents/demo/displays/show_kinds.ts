/** How a program of a simulated display goes. */
export interface ShowKind {
  /** Looked for in its file name. */
  readonly pattern: RegExp;
  /** It cannot be started at all. */
  readonly missing?: true;
  /** It ends by itself after so many milliseconds, from to; without it, it runs until it is ended. */
  readonly endsAfterMs?: readonly [number, number];
  readonly exitCode: number;
  readonly lastLine: string;
}

/** What Windows reports of a program that has touched memory which is not its own. */
export const CRASHED = 0xc000_0005;

/** By file name, first match; the last one is every other program. */
const SHOW_KINDS: readonly ShowKind[] = [
  { pattern: /missing/i, missing: true, exitCode: 1, lastLine: "" },
  {
    pattern: /broken|fail/i,
    endsAfterMs: [200, 400],
    exitCode: 1,
    lastLine: "LogInit: Error: the project file could not be opened",
  },
  {
    pattern: /warm.?up|short|calibrat/i,
    endsAfterMs: [8_000, 12_000],
    exitCode: 0,
    lastLine: "LogExit: all shaders are warm",
  },
];

const ENDLESS: ShowKind = { pattern: /(?:)/, exitCode: 0, lastLine: "LogExit: closed" };

/** @param program a file name, as `Stage.exe` */
export function showKindOf(program: string): ShowKind {
  return SHOW_KINDS.find(({ pattern }) => pattern.test(program)) ?? ENDLESS;
}

/** What an engine writes while it comes up, one line after another. */
export const START_LINES = [
  "LogInit: build 5.4, one display adapter, cluster node",
  "LogConfig: 38 plug-ins are mounted",
  "LogSync: waiting for the frame lock",
  "LogSync: locked to the house reference",
  "LogWorld: level Stage_Main is loaded in 1.9 s",
  "LogRender: first frame",
] as const;
