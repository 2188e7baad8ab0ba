/**
 * Logs: set up once, redacted in one place, and the sentences for what the actors publish.
 *
 * ```ts
 * configureLogging({ level: "info", format: "auto", terminal: Deno.stderr.isTerminal() });
 * const stopLogging = logFacts(system);
 * ```
 */
export { configureLogging, type LoggingOptions } from "./logging.ts";
export { logDiscovery } from "./camera_facts.ts";
export { maskText } from "./redaction.ts";
export { logFacts } from "./facts.ts";
export { ProblemLog, type ProblemLogOptions } from "./problem_log.ts";
export { logFault } from "./fault.ts";
