import type { Session } from "../../../protocols/api/session.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { Ago, Moment } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { commonWords } from "../../words/shell.ts";
import { tokenWords } from "../../words/tokens.ts";
import { NewToken } from "./new_token.tsx";

/** A token as it is listed, without its secret. */
interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly role: Session["role"];
  readonly rights: Session["rights"];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

/** Who is let in, and to what. */
export function TokensPage() {
  const words = tokenWords();
  return (
    <>
      <PageHead title={words.title} />
      <p class="quiet">{words.intro}</p>
      {mayAs("admin") ? <TokenList /> : <p class="quiet">{commonWords().noRight}</p>}
    </>
  );
}

function TokenList() {
  const resource = useResource(
    "tokens",
    (signal) => callApi<{ readonly items: readonly ListedToken[] }>("tokens", { signal }),
  );
  return (
    <>
      <NewToken made={resource.reload} />
      <ResourceNote of={resource} />
      {resource.value && (
        <DataTable
          label={tokenWords().title}
          columns={columns(resource.reload)}
          rows={resource.value.items}
          keyOf={({ id }) => id}
        />
      )}
    </>
  );
}

function columns(changed: () => void): readonly Column<ListedToken>[] {
  const words = tokenWords();
  return [
    {
      id: "name",
      head: words.name,
      width: "minmax(8rem, 2fr)",
      cell: ({ name }) => <span dir="auto">{name}</span>,
    },
    { id: "role", head: words.role, width: "7rem", cell: ({ role }) => words.roles[role] },
    {
      id: "rights",
      head: words.rights,
      width: "minmax(8rem, 4fr)",
      wide: true,
      cell: ({ rights }) => (
        <span title={rights.map((right) => words.rightNames[right]).join(", ") || undefined}>
          {rights.map((right) =>
            words.rightShort[right]
          ).join(", ") || "—"}
        </span>
      ),
    },
    {
      id: "expires",
      head: words.expires,
      width: "11rem",
      wide: true,
      cell: ({ expiresAt }) => expiresAt === null ? words.never : <Moment at={expiresAt} />,
    },
    {
      id: "used",
      head: words.lastUsed,
      width: "9rem",
      cell: ({ lastUsedAt }) => <Ago at={lastUsedAt} />,
    },
    {
      id: "actions",
      head: "",
      width: "9rem",
      cell: (token) => <Revoke token={token} revoked={changed} />,
    },
  ];
}

function Revoke(
  { token: { id, name }, revoked }: {
    readonly token: ListedToken;
    readonly revoked: () => void;
  },
) {
  const words = tokenWords();
  return (
    <ActionButton
      danger={{
        title: words.revokeTitle(name),
        text: words.revokeText,
        typed: name,
        action: words.revoke,
      }}
      run={() => callApi(`tokens/${pathOf(id)}`, { method: "DELETE" })}
      onDone={revoked}
    >
      {words.revoke}
    </ActionButton>
  );
}
