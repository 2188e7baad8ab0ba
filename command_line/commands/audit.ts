import type { Command } from "commander";
import { AuditHeads } from "../../protocols/api/audit.ts";
import { headText } from "../host/audit_results.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import { addAuditList } from "./audit_list.ts";
import { addAuditVerify } from "./audit_verify.ts";

/** `audit list`, `audit verify` and `audit heads` */
export function addAudit(program: Command, cli: CommandLine): void {
  const { about } = cli.texts.audit;
  const audit = program.command("audit").description(about.audit);
  cli.examples(audit, "audit list --who operator", "audit verify --data-dir /var/lib/signalbox");
  addAuditList(audit, "list", cli);
  addAuditVerify(audit, cli);
  const heads = audit.command("heads").description(about.heads);
  cli.clientOptions(heads);
  cli.examples(heads, "audit heads");
  heads.action(cli.action(async (flags: ClientOptions) => {
    const { items } = await cli.api(flags).ask(AuditHeads, { path: "/audit/heads" });
    if (flags.json) cli.console.json(items);
    else for (const head of items) cli.console.line(headText(head));
    return EXIT.ok;
  }));
}
