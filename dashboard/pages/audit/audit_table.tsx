import type { AuditEntry } from "../../../protocols/api/audit.ts";
import { linkTo, place } from "../../app/router.ts";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { Moment } from "../../parts/time.tsx";
import { auditWords, authorWord, deedWord } from "../../words/audit.ts";

/** Lines of the trail; each opens what was changed. */
export function AuditTable({ lines }: { readonly lines: readonly AuditEntry[] }) {
  return (
    <DataTable
      label={auditWords().title}
      columns={columns()}
      rows={lines}
      keyOf={({ sequence }) => String(sequence)}
    />
  );
}

function columns(): readonly Column<AuditEntry>[] {
  const words = auditWords();
  return [
    { id: "when", head: words.when, width: "11rem", cell: ({ at }) => <Moment at={at} /> },
    {
      id: "what",
      head: words.what,
      width: "minmax(9rem, 1fr)",
      cell: (line) => <a href={lineLink(line)}>{deedWord(line)}</a>,
    },
    {
      id: "subject",
      head: words.subject,
      width: "minmax(7rem, 1fr)",
      cell: ({ subject: { name, key } }) => <span dir="auto" title={key}>{name || key}</span>,
    },
    {
      id: "who",
      head: words.who,
      width: "minmax(7rem, 1fr)",
      wide: true,
      cell: (line) => <span dir="auto">{authorWord(line)}</span>,
    },
    {
      id: "from",
      head: words.from,
      width: "10rem",
      wide: true,
      cell: ({ address }) => <Address of={address} />,
    },
  ];
}

/** Where a request came from. */
export function Address({ of }: { readonly of: string }) {
  return <>{of === "local" ? auditWords().local : of}</>;
}

/** The filters stay, so that leaving the line shows the list as it was. */
function lineLink({ sequence }: AuditEntry): string {
  const { path, query } = place.value;
  return linkTo(path, { ...Object.fromEntries(query), line: String(sequence) });
}
