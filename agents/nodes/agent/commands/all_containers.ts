import type { ContainerEngine, ContainerFacts } from "../container_engine.ts";
import { isNodeName } from "../node_names.ts";

/** The node containers of a machine: those that the settings name, else those whose name says so. */
export async function nodeContainers(
  engine: ContainerEngine,
  named: readonly string[],
): Promise<readonly ContainerFacts[]> {
  const all = await engine.containers();
  return all.filter(({ name }) => named.length > 0 ? named.includes(name) : isNodeName(name));
}

/** Several lines of one container each, or why it did not work there. */
export interface AllOutcome {
  readonly lines: readonly string[];
  readonly failed: readonly string[];
}

/** Runs a task for each container, side by side; a failure of one leaves the others alone. */
export async function forAll(
  containers: readonly ContainerFacts[],
  task: (facts: ContainerFacts) => Promise<string>,
): Promise<AllOutcome> {
  const failed: string[] = [];
  const lines = await Promise.all(containers.map(async (facts) => {
    try {
      return await task(facts);
    } catch (cause) {
      const line = `${facts.name}: ${cause instanceof Error ? cause.message : String(cause)}`;
      failed.push(line);
      return line;
    }
  }));
  return { lines, failed };
}
