/** `deno task licences`: writes `docs/licences.md`, or ends with code 1 and names what may not be used. */
import { join } from "node:path";
import { ROOT } from "../support/processes/project_task.ts";
import { licencePage, unknownLicences } from "./licence_list.ts";
import { lockedPackages } from "./locked_packages.ts";

if (import.meta.main) {
  const packages = await lockedPackages();
  const unknown = unknownLicences(packages);
  for (const line of unknown) {
    Deno.stderr.writeSync(new TextEncoder().encode(`not a permissive licence: ${line}\n`));
  }
  if (unknown.length > 0) Deno.exit(1);
  await Deno.writeTextFile(join(ROOT, "docs", "licences.md"), licencePage(packages));
}
