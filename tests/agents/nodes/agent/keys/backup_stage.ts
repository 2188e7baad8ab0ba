import { createCommandRunner } from "../../../../../agents/nodes/agent/commands/runner.ts";
import { realClock } from "../../../../../agents/waits.ts";
import { FakeEngine } from "../fake_engine.ts";

/** Files of a node, by their path in the container; one of them is large, and one belongs to the chain's database. */
export const FILES: Readonly<Record<string, string>> = {
  [`/data/chains/cc3/keystore/6772616e${"ab".repeat(32)}`]: '"secret seed of gran"',
  [`/data/chains/cc3/keystore/61757261${"cd".repeat(32)}`]: "x".repeat(70_000),
  "/data/chains/cc3/network/secret_ed25519": "\u0000\u0001binary",
};

/** A machine whose node has keys, and a folder for its backups. */
export interface BackupStage {
  readonly engine: FakeEngine;
  readonly folder: string;
  readonly log: string[];
  backUp(): ReturnType<ReturnType<typeof createCommandRunner>["run"]>;
  recover(): Promise<void>;
}

export async function withBackupStage(
  test: (stage: BackupStage) => Promise<void>,
  inside?: string,
): Promise<void> {
  const folder = inside ?? await Deno.makeTempDir();
  try {
    const engine = new FakeEngine();
    const { files } = engine.add("3node0");
    files.set("/data/chains/cc3/db/000001.sst", "a chain is not a key");
    for (const [path, text] of Object.entries(FILES)) files.set(path, text);
    const clock = { ...realClock, setTimer: (_ms: number, run: () => void) => queueMicrotask(run) };
    const runner = createCommandRunner({ engine, clock, backupFolder: `${folder}/backups` });
    const order = { id: "1", command: "backup_keys", target: "3node0", params: {} };
    const log: string[] = [];
    await test({
      ...{ engine, folder: `${folder}/backups`, log },
      backUp: () => runner.run(order, () => {}, new AbortController().signal),
      recover: () => runner.recover((level, sentence) => void log.push(`${level} ${sentence}`)),
    });
  } finally {
    if (inside === undefined) await Deno.remove(folder, { recursive: true });
  }
}
