/**
 * Proves that the properties of the kernel can fail: breaks one rule after the other in a copy of the kernel, and sees
 * whether the property that holds the rule complains.
 *
 * deno run --frozen --allow-all tests/kernel_mutation/main.ts [--table] [part of a name]
 */
import { MUTATIONS } from "./mutations.ts";
import { checkAll, checkUnbroken } from "./proof.ts";
import { tableOf } from "./table.ts";

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--table")) {
    say(tableOf(MUTATIONS));
    return 0;
  }
  const chosen = MUTATIONS.filter(({ name }) => args.every((part) => name.includes(part)));
  const complaint = await checkUnbroken();
  if (complaint !== undefined) {
    say(complaint);
    return 1;
  }
  let escaped = 0;
  await checkAll(chosen, (mutation, escape) => {
    say(`${escape === undefined ? "noticed" : "ESCAPED"}  ${mutation.property}  ${mutation.name}`);
    if (escape === undefined) return;
    escaped++;
    say(escape);
  });
  say(`${chosen.length - escaped} of ${chosen.length} broken rules were noticed`);
  return escaped === 0 ? 0 : 1;
}

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

if (import.meta.main) Deno.exit(await main(Deno.args));
