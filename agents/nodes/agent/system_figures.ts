import type { SystemShape } from "./reading_shape.ts";

/** The machine without its containers. */
export type SystemFigures = Omit<
  SystemShape,
  "docker_available" | "docker_memory_total" | "docker_memory_used" | "docker_memory_percent"
>;

/** Measures a machine. Rejects never: what cannot be measured is left out. */
export interface SystemReader {
  read(): Promise<SystemFigures>;
}
