import type { DisplayDetail } from "../../../protocols/api/display.ts";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { Moment } from "../../parts/time.tsx";
import type { Resource } from "../../wire/resource.ts";
import { displayWords } from "../../words/displays.ts";
import { noteText, noteWord } from "../../words/notes.ts";

/** The last events of a display, newest first. */
export function DisplayNotes({ of }: { readonly of: Resource<DisplayDetail> }) {
  const notes = [...of.value?.notes ?? []].reverse();
  return (
    <section>
      <h2>{displayWords().notes}</h2>
      <ResourceNote of={of} />
      {of.value && notes.length === 0 && <p class="quiet">{displayWords().noNotes}</p>}
      <ol class="timeline">
        {notes.map(({ at, kind, detail }, nth) => (
          <li key={`${at} ${nth}`}>
            <Moment at={at} />
            <strong>{noteWord(kind, detail)}</strong>
            <span dir="auto">{noteText(kind, detail)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
