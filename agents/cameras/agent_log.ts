import type { LineLevel } from "./program_lines.ts";

/** Where an agent says what goes on: one sentence each, without time and without end of line. */
export type AgentLog = (level: LineLevel, sentence: string) => void;
