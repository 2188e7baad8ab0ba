import type { Alert } from "../../../protocols/api/alert.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { callApi } from "../../wire/api.ts";
import { now } from "../../wire/clock.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { alertWords } from "../../words/alerts.ts";
import { momentOf } from "../../words/times.ts";

const HOUR_MS = 3_600_000;

/** What may be done about an alert: it is resolved by itself alone, when its cause is gone. */
export function AlertActions(
  { alert: { id, state, snoozedUntil }, brief = false }: {
    readonly alert: Alert;
    /** Only the first step, where there is little room. */
    readonly brief?: boolean;
  },
) {
  const words = alertWords();
  if (!mayAs("operate") || state === "resolved") return null;
  const path = `alerts/${pathOf(id)}`;
  const post = (what: string, body: object) => (idempotencyKey: string) =>
    callApi(`${path}/${what}`, { method: "POST", body, idempotencyKey });
  const quiet = snoozedUntil !== null && momentOf(snoozedUntil) > now.value;
  return (
    <span class="row-actions">
      {state === "open" && (
        <ActionButton run={post("acknowledge", {})}>{words.acknowledge}</ActionButton>
      )}
      {!brief && (
        <ActionButton run={post("snooze", { forMs: quiet ? 0 : HOUR_MS })}>
          {quiet ? words.unsnooze : words.snooze}
        </ActionButton>
      )}
    </span>
  );
}
