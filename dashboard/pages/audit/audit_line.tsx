import type { AuditEntry } from "../../../protocols/api/audit.ts";
import { setQuery } from "../../app/router.ts";
import type { Tone } from "../../look/tones.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { Moment } from "../../parts/time.tsx";
import { auditWords, authorWord, deedWord } from "../../words/audit.ts";
import { placeOf } from "./audit_places.ts";
import { Address } from "./audit_table.tsx";
import { differenceOf, type FieldChange } from "./difference.ts";

/** One line of the trail in front of the list: who, what, and each field before and after. */
export function AuditLine({ line }: { readonly line: AuditEntry }) {
  const changes = differenceOf(line.before, line.after);
  return (
    <Dialog
      title={`${auditWords().detail(line.sequence)} · ${deedWord(line)}`}
      onClose={() => setQuery({ line: undefined })}
      wide
    >
      <Facts line={line} />
      {changes.length === 0
        ? <p class="quiet">{auditWords().nothing}</p>
        : <Difference changes={changes} />}
    </Dialog>
  );
}

function Facts({ line }: { readonly line: AuditEntry }) {
  const words = auditWords();
  const { at, address, subject: { name, key }, correlationId, hash } = line;
  const href = placeOf(line);
  return (
    <dl class="facts">
      <dt>{words.when}</dt>
      <dd>
        <Moment at={at} />
      </dd>
      <dt>{words.who}</dt>
      <dd dir="auto">{authorWord(line)}</dd>
      <dt>{words.from}</dt>
      <dd>
        <Address of={address} />
      </dd>
      <dt>{words.subject}</dt>
      <dd dir="auto">
        {href === undefined ? name || key : <a href={href}>{name || key}</a>}
      </dd>
      {correlationId !== null && (
        <>
          <dt>{words.correlation}</dt>
          <dd class="mono">{correlationId}</dd>
        </>
      )}
      <dt>{words.hash}</dt>
      <dd class="mono audit-hash">{hash}</dd>
    </dl>
  );
}

/** A colour, a sign and a word for each. */
const MARKS: Record<FieldChange["change"], { readonly icon: IconName; readonly tone: Tone }> = {
  added: { icon: "plus", tone: "ok" },
  removed: { icon: "minus", tone: "bad" },
  changed: { icon: "change", tone: "stale" },
};

function Difference({ changes }: { readonly changes: readonly FieldChange[] }) {
  const { field, was, is, marks, what } = auditWords();
  return (
    <table class="difference">
      <thead>
        <tr>
          <th scope="col">{field}</th>
          <th scope="col">{what}</th>
          <th scope="col">{was}</th>
          <th scope="col">{is}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((each) => (
          <tr key={each.field} data-change={each.change}>
            <th scope="row" dir="auto">{each.field}</th>
            <td>
              <span class="badge" data-tone={MARKS[each.change].tone}>
                <Icon name={MARKS[each.change].icon} /> {marks[each.change]}
              </span>
            </td>
            <td dir="auto" data-label={was}>
              {each.before === undefined ? "" : <del>{each.before}</del>}
            </td>
            <td dir="auto" data-label={is}>
              {each.after === undefined ? "" : <ins>{each.after}</ins>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
