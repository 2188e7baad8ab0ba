import { editWords } from "../words/edits.ts";

/** What people call something, and what they say about it. */
export interface Named {
  readonly name: string;
  readonly description: string;
}

/** The fields for it, with the limits of the API. */
export function NameFields(
  { named: { name, description }, change }: {
    readonly named: Named;
    readonly change: (changed: Partial<Named>) => void;
  },
) {
  const words = editWords();
  return (
    <>
      <label>
        {words.name}
        <input
          name="name"
          required
          maxLength={255}
          value={name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </label>
      <label>
        {words.description}
        <textarea
          name="description"
          rows={2}
          maxLength={2_000}
          value={description}
          onInput={(event) => change({ description: event.currentTarget.value })}
        />
      </label>
    </>
  );
}
