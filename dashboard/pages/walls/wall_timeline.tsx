import { useSignal } from "@preact/signals";
import type { WallEntry } from "../../../protocols/api/wall.ts";
import { TONES } from "../../look/tones.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Moment } from "../../parts/time.tsx";
import { toast } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { now } from "../../wire/clock.ts";
import { pathOf } from "../../wire/root.ts";
import { stateWords } from "../../words/states.ts";
import { duration, moment, momentOf } from "../../words/times.ts";
import { wallWords } from "../../words/walls.ts";
import { Said } from "../../parts/said.tsx";

/** What a wall was, from when to when, newest first, with what people wrote to it. */
export function WallTimeline({ entries }: { readonly entries: readonly WallEntry[] }) {
  return (
    <ol class="timeline">
      {entries.map((entry) => <Entry key={entry.id} entry={entry} />)}
    </ol>
  );
}

function Entry({ entry }: { readonly entry: WallEntry }) {
  const { at, until, verdict, reason, notes } = entry;
  const end = until === null ? now.value : momentOf(until);
  return (
    <li data-entry={entry.id}>
      <Moment at={at} />
      <StateBadge tone={TONES.verdict[verdict]} word={stateWords().verdict[verdict]} />
      <span class="quiet">
        {duration(end - momentOf(at))} {until === null && wallWords().until}
      </span>
      <Said>{reason}</Said>
      {notes.map(({ id, by, text }) => (
        <p key={id} class="note" dir="auto">
          {text} <span class="quiet">{by}</span>
        </p>
      ))}
    </li>
  );
}

/** The entry for what is now has no id here: the control host takes the one that holds. */
const NOW = "";

/** Writes a note to what is, or to what was. */
export function NoteForm(
  { wall, entries }: { readonly wall: string; readonly entries: readonly WallEntry[] },
) {
  const words = wallWords();
  const text = useSignal("");
  const entryId = useSignal(NOW);
  const body = () => ({
    text: text.value,
    entryId: entryId.value === NOW ? null : Number(entryId.value),
  });
  return (
    <section class="panel">
      <h2>{words.note}</h2>
      <label>
        {words.noteHint}
        <textarea
          rows={3}
          maxLength={2_000}
          value={text}
          onInput={(event) => text.value = event.currentTarget.value}
        />
      </label>
      <p class="toolbar">
        <select
          aria-label={words.timeline}
          value={entryId}
          onChange={(event) => entryId.value = event.currentTarget.value}
        >
          <option value={NOW}>{words.noteNow}</option>
          {entries.slice(0, 20).map(({ id, at }) => (
            <option key={id} value={String(id)}>{words.noteFor(moment(at))}</option>
          ))}
        </select>
        <ActionButton
          primary
          disabled={text.value.trim() === ""}
          run={(idempotencyKey) =>
            callApi(`walls/${pathOf(wall)}/notes`, {
              method: "POST",
              body: body(),
              idempotencyKey,
            })}
          onDone={() => {
            text.value = "";
            toast("ok", words.noted);
          }}
        >
          {words.addNote}
        </ActionButton>
      </p>
    </section>
  );
}
