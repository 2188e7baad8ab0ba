/** Makes a backup, and stops for ever in the middle of a phase, once it has said so: to be killed there. */
import { type BackupOrder, makeBackup } from "../../../adapters/host_backups/make_backup.ts";

const { phase: wanted, ...order }: BackupOrder & { readonly phase: string } = JSON.parse(
  Deno.args[0] ?? "{}",
);
await makeBackup(order, ({ phase, doneBytes }) => {
  if (phase !== wanted || doneBytes === 0) return;
  Deno.stdout.writeSync(new TextEncoder().encode(`in ${phase}\n`));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
