import { useSignal } from "@preact/signals";
import type { AuditPage as Page } from "../../../protocols/api/audit.ts";
import { place } from "../../app/router.ts";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { toastProblem } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { now } from "../../wire/clock.ts";
import { useResource } from "../../wire/resource.ts";
import { auditWords } from "../../words/audit.ts";
import { AuditFilters } from "./audit_filters.tsx";
import { AuditLine } from "./audit_line.tsx";
import { auditQuery } from "./audit_query.ts";
import { AuditTable } from "./audit_table.tsx";
import { ChainPanel } from "./chain_panel.tsx";
import { joined, type TrailLines, withOlder } from "./trail_lines.ts";

/** Lines of one reading; older ones are read when they are asked for. */
const PAGE = 100;
/** No event tells of a new line. */
const READ_AGAIN_MS = 15_000;

/** Who changed what, and whether the trail is as it was written. */
export function AuditPage() {
  const { title, intro } = auditWords();
  return (
    <>
      <PageHead title={title} />
      <p class="quiet">{intro}</p>
      <ChainPanel />
      <AuditFilters />
      <Lines />
    </>
  );
}

const NOTHING: TrailLines = { lines: [], cursor: null };

function Lines() {
  const words = auditWords();
  const query = auditQuery(place.value.query);
  const key = JSON.stringify(query);
  const before = useSignal<TrailLines & { readonly key: string } | undefined>(undefined);
  const read = (cursor?: string, signal?: AbortSignal) =>
    callApi<Page>("audit", {
      query: { ...query, cursor, limit: PAGE },
      ...(signal ? { signal } : {}),
    });
  const first = useResource(key, (signal) => read(undefined, signal), {
    turn: Math.floor(now.value / READ_AGAIN_MS),
  });
  const past = before.value?.key === key ? before.value : undefined;
  const trail = first.value ? joined(first.value, past) : NOTHING;
  const { lines, cursor } = trail;
  const readOlder = async () => {
    const answer = await read(cursor ?? undefined);
    if (!answer.ok) return toastProblem(answer.problem);
    before.value = { key, ...withOlder(trail, answer.value) };
  };
  const shown = lines.find(({ sequence }) => String(sequence) === place.value.query.get("line"));
  return (
    <>
      <ResourceNote of={first} />
      {first.value && lines.length === 0 && <p class="quiet">{words.none}</p>}
      {lines.length > 0 && <AuditTable lines={lines} />}
      {cursor && (
        <p>
          <button type="button" onClick={() => void readOlder()}>{words.older}</button>
        </p>
      )}
      {shown && <AuditLine line={shown} />}
    </>
  );
}
