import { place, setQuery } from "../../app/router.ts";
import { FilterSelect } from "../../parts/search_box.tsx";
import { auditNames, auditWords } from "../../words/audit.ts";
import { commonWords } from "../../words/shell.ts";

/** Whose changes, of what, and when; all of it in the page's address. */
export function AuditFilters() {
  const words = auditWords();
  const key = place.value.query.get("subjectKey");
  return (
    <div class="toolbar">
      <input
        type="search"
        class="search"
        data-search
        aria-label={words.whoFilter}
        placeholder={words.whoFilter}
        maxLength={255}
        value={place.value.query.get("who") ?? ""}
        onChange={(event) => setQuery({ who: event.currentTarget.value.trim() })}
      />
      <FilterSelect
        name="subjectKind"
        label={words.subjectFilter}
        all={words.any}
        choices={Object.entries(auditNames().subjects)}
      />
      {key !== null && (
        <button type="button" onClick={() => setQuery({ subjectKey: undefined })}>
          <span dir="auto">{words.key(key)}</span> × <Offscreen text={commonWords().clearFilters} />
        </button>
      )}
      <TimeFilter name="from" label={words.after} />
      <TimeFilter name="to" label={words.before} />
    </div>
  );
}

function Offscreen({ text }: { readonly text: string }) {
  return <span class="offscreen">{text}</span>;
}

function TimeFilter({ name, label }: { readonly name: "from" | "to"; readonly label: string }) {
  return (
    <label class="filter">
      <span class="quiet">{label}</span>
      <input
        type="datetime-local"
        value={place.value.query.get(name) ?? ""}
        onChange={(event) => setQuery({ [name]: event.currentTarget.value })}
      />
    </label>
  );
}
