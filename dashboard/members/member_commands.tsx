import { CommandTable } from "../pages/commands/command_table.tsx";
import type { Command } from "../../protocols/api/command.ts";
import { ResourceNote } from "../parts/resource_note.tsx";
import { callApi } from "../wire/api.ts";
import { useResource } from "../wire/resource.ts";

/** Rows shown on a member's page; the ledger's page has the rest. */
const ROWS = 100;

/** What was asked of one member, newest first. */
export function MemberCommands({ target }: {
  /** As the ledger names it: kind, slash, key. */
  readonly target: string;
}) {
  const query = { target, limit: ROWS };
  const resource = useResource(
    target,
    (signal) => callApi<{ readonly items: readonly Command[] }>("commands", { query, signal }),
    {
      changedBy: (event) =>
        event.type === "command.changed" &&
        `${event.data.target.kind}/${event.data.target.key}` === target,
    },
  );
  return (
    <>
      <ResourceNote of={resource} />
      {resource.value && <CommandTable rows={resource.value.items} />}
    </>
  );
}
