/** Commits one command after the other, and prints each id once its commit has settled. Runs until killed. */
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { sampleCommand } from "../../support/store_samples.ts";

const [dataDir = "", prefix = ""] = Deno.args;
const { ledger } = await openDatabase({ dataDir });
const encoder = new TextEncoder();
for (let n = 0;; n++) {
  const id = `cmd_${prefix}_${n}`;
  await ledger.commit([{ type: "commandAdded", command: sampleCommand(id) }]);
  Deno.stdout.writeSync(encoder.encode(`${id}\n`));
}
