/**
 * The actor runtime: the only door to this folder. See README.md for the rules and an example.
 *
 * @module
 */
export * from "./types.ts";
export { AskError, type AskErrorFacts } from "./errors.ts";
export { topic } from "./reports/event_bus.ts";
export { stop } from "./life/stop_result.ts";
export { DEFAULT_RESTART } from "./supervision/supervision.ts";
export { createSystem } from "./system.ts";
export { SYSTEM_CLOCK } from "./clock.ts";
