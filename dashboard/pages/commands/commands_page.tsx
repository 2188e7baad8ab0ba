import { useSignal } from "@preact/signals";
import type { Command, CommandPage } from "../../../protocols/api/command.ts";
import { place } from "../../app/router.ts";
import { targetName } from "../../jobs/target_name.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { FilterSelect, matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { toastProblem } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { useResource } from "../../wire/resource.ts";
import { orderWord } from "../../words/orders.ts";
import { commandWords } from "../../words/commands.ts";
import { stateWords } from "../../words/states.ts";
import { CommandTable } from "./command_table.tsx";

/** Rows of one reading; older ones are read when they are asked for. */
const PAGE = 200;

/** The command ledger, newest first; what happens now is at its top by itself. */
export function CommandsPage() {
  const words = commandWords();
  const wanted = place.value.query.get("state") ?? "";
  const older = useSignal<Older>({ rows: [], cursor: undefined });
  const read = (cursor: string | undefined, signal?: AbortSignal) =>
    callApi<CommandPage>("commands", {
      query: { state: wanted, limit: PAGE, cursor },
      ...(signal ? { signal } : {}),
    });
  const first = useResource(wanted, (signal) => {
    older.value = { rows: [], cursor: undefined };
    return read(undefined, signal);
  });
  const cursor = older.value.cursor === undefined ? first.value?.nextCursor : older.value.cursor;
  const readOlder = async () => {
    const answer = await read(cursor ?? undefined);
    if (!answer.ok) return toastProblem(answer.problem);
    const { items, nextCursor } = answer.value;
    older.value = { rows: [...older.value.rows, ...items], cursor: nextCursor };
  };
  const rows = merged(fleet.commands.items.value, first.value?.items ?? [], older.value.rows)
    .filter((row) => wanted === "" || row.state === wanted)
    .filter(({ target, action, requester, id }) =>
      matchesSearch(targetName(target), target.name, action, orderWord(action), requester.name, id)
    );
  return (
    <>
      <PageHead title={words.title} />
      <div class="toolbar">
        <SearchBox label={words.search} />
        <FilterSelect
          name="state"
          label={words.state}
          all={words.allStates}
          choices={Object.entries(stateWords().command)}
        />
      </div>
      <ResourceNote of={first} />
      <CommandTable rows={rows} />
      {cursor && (
        <p>
          <button type="button" onClick={() => void readOlder()}>{words.more}</button>
        </p>
      )}
    </>
  );
}

/** `cursor` undefined: nothing older was read yet; null: there is nothing older. */
interface Older {
  readonly rows: readonly Command[];
  readonly cursor: string | null | undefined;
}

/** Each row once, as it is known last: what came as an event is newer than what was read. */
function merged(
  live: readonly Command[],
  ...read: readonly (readonly Command[])[]
): readonly Command[] {
  const rows = new Map<string, Command>();
  for (const row of [...read.flat(), ...live]) {
    const known = rows.get(row.id);
    if (!known || known.updatedAt <= row.updatedAt) rows.set(row.id, row);
  }
  return [...rows.values()].sort((a, b) => a.createdAt < b.createdAt ? 1 : -1);
}
