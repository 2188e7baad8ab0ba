/** How much a line matters. */
export type LineLevel = "debug" | "info" | "warn" | "error";

/** Where an agent says what goes on: one sentence each, without time and without end of line. */
export type AgentLog = (level: LineLevel, sentence: string) => void;
