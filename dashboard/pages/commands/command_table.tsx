import type { Command } from "../../../protocols/api/command.ts";
import { linkTo } from "../../app/router.ts";
import { TONES } from "../../look/tones.ts";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Moment } from "../../parts/time.tsx";
import { TargetName } from "../../jobs/target_name.tsx";
import { commandWords } from "../../words/commands.ts";
import { orderWord } from "../../words/orders.ts";
import { stateWords } from "../../words/states.ts";
import { sentence } from "../../words/sentence.ts";
import { Said } from "../../parts/said.tsx";

/** Rows of the ledger. */
export function CommandTable({ rows }: { readonly rows: readonly Command[] }) {
  const words = commandWords();
  if (rows.length === 0) return <p class="quiet">{words.none}</p>;
  return <DataTable label={words.title} columns={columns()} rows={rows} keyOf={({ id }) => id} />;
}

function columns(): readonly Column<Command>[] {
  const words = commandWords();
  return [
    {
      id: "state",
      head: words.state,
      width: "9rem",
      cell: ({ state, reason }) => (
        <StateBadge
          tone={TONES.command[state]}
          word={stateWords().command[state]}
          reason={sentence(reason ?? "")}
        />
      ),
    },
    {
      id: "action",
      head: words.action,
      width: "11rem",
      cell: ({ id, action }) => <a href={linkTo(["commands", id])}>{orderWord(action)}</a>,
    },
    {
      id: "target",
      head: words.target,
      width: "minmax(8rem, 1fr)",
      cell: ({ target }) => <TargetName target={target} />,
    },
    {
      id: "reason",
      head: words.reason,
      width: "minmax(8rem, 2fr)",
      wide: true,
      cell: ({ reason }) => (
        <span title={sentence(reason ?? "") || undefined}>
          <Said>{reason ?? ""}</Said>
        </span>
      ),
    },
    {
      id: "by",
      head: words.by,
      width: "10rem",
      wide: true,
      cell: ({ requester }) => <span dir="auto">{requester.name}</span>,
    },
    {
      id: "when",
      head: words.when,
      width: "11rem",
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
  ];
}
