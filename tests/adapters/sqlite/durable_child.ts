/** Commits one command after the other, and prints each id once its commit has settled. Runs until killed. */
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { OPERATOR, sampleLine } from "../../support/samples/audit_samples.ts";
import { sampleCommand, sampleGroup } from "../../support/stores/store_samples.ts";

const [dataDir = "", prefix = ""] = Deno.args;
const { ledger, presets } = await openDatabase({ dataDir });
const encoder = new TextEncoder();
for (let n = 0;; n++) {
  const id = `cmd_${prefix}_${n}`;
  await ledger.commit([{ type: "commandAdded", command: sampleCommand(id) }]);
  const group = { ...sampleGroup(1, []), name: id };
  await presets.commit([{ type: "groupSaved", group }], [
    sampleLine({ kind: "group.changed" }, { author: { ...OPERATOR, name: prefix } }),
  ]);
  Deno.stdout.writeSync(encoder.encode(`${id}\n`));
}
