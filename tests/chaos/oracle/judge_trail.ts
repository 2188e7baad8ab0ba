import { signalbox } from "../../support/processes/project_task.ts";
import { broken, type Violation } from "./violation.ts";

/** The hash chains of commands and of the audit trail hold, as `signalbox audit verify` finds them on the disk. */
export async function judgeTrail(dataDir: string): Promise<readonly Violation[]> {
  const { code, out, err } = await signalbox(["audit", "verify", "--data-dir", dataDir], {});
  return code === 0 ? [] : [broken("the audit trail is whole", `exit code ${code}`, out, err)];
}
