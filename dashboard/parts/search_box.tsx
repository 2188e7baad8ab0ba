import { place, setQuery } from "../app/router.ts";
import { commonWords } from "../words/shell.ts";

/** A filter over the list of this page, kept in its address. `/` goes to it. */
export function SearchBox({ label }: { readonly label: string }) {
  return (
    <input
      type="search"
      class="search"
      data-search
      aria-label={label}
      placeholder={`${label} (${commonWords().searchKey})`}
      maxLength={255}
      value={place.value.query.get("q") ?? ""}
      onInput={(event) => setQuery({ q: event.currentTarget.value })}
    />
  );
}

/** One choice of a filter, kept in the address under `name`; the empty choice is all. */
export function FilterSelect(
  { name, label, all, choices }: {
    readonly name: string;
    readonly label: string;
    readonly all: string;
    readonly choices: readonly (readonly [value: string, word: string])[];
  },
) {
  return (
    <label class="filter">
      <span class="quiet">{label}</span>
      <select
        value={place.value.query.get(name) ?? ""}
        onChange={(event) => setQuery({ [name]: event.currentTarget.value })}
      >
        <option value="">{all}</option>
        {choices.map(([value, word]) => <option key={value} value={value}>{word}</option>)}
      </select>
    </label>
  );
}

/** True when a text has what the search box has; letter case does not count. */
export function matchesSearch(...texts: readonly (string | null)[]): boolean {
  const wanted = (place.value.query.get("q") ?? "").trim().toLowerCase();
  return wanted === "" || texts.some((text) => text?.toLowerCase().includes(wanted));
}
