import type { UnderMaintenance } from "../../protocols/api/maintenance.ts";
import type { LivenessVerdict } from "../../protocols/api/liveness.ts";
import type { CommandLine } from "../command_line.ts";

/** Whether a member is there, and beside it whether work is done on it. */
export function presenceCell(
  liveness: LivenessVerdict["state"],
  maintenance: UnderMaintenance,
  { console }: CommandLine,
): string {
  const there = console.state(liveness);
  return maintenance === null ? there : `${there} ${console.state("maintenance")}`;
}
