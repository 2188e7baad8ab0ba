import type { Alert } from "../../../../actors/alerts/alert.ts";
import type { MaintenanceWindow } from "../../../../actors/alerts/maintenance.ts";
import type { AlertsMessage } from "../../../../actors/alerts/messages.ts";
import { accept, refuse } from "../../../../actors/outcome.ts";
import { sampleAlert } from "../../../support/samples/alert_samples.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { StubRef } from "./stub_ref.ts";

/** A window that is on. */
export const sampleWindow: MaintenanceWindow = {
  id: 3,
  from: AT - 1_000,
  until: AT + 60_000,
  subjects: [{ kind: "node", key: "HOST-1" }],
  kinds: [],
  groups: ["Lobby"],
  everything: false,
  note: "Cables",
  createdBy: "ops",
  createdAt: AT - 1_000,
};

/** Alerts of which the first is there. */
export function stubAlerts(): StubRef<AlertsMessage> {
  const known = <T>(id: number, value: T) =>
    id === 1 ? accept(value) : refuse("notFound", `There is no alert ${id}.`);
  return new StubRef<AlertsMessage>({
    acknowledgeAlert: ({ id, by }) =>
      known<Alert>(id, { ...sampleAlert(), id, state: "acknowledged", acknowledgedBy: by }),
    snoozeAlert: ({ id, until }) => known<Alert>(id, { ...sampleAlert(), id, snoozedUntil: until }),
    addMaintenance: ({ draft, by }) => accept({ ...draft, id: 4, createdBy: by, createdAt: AT }),
    removeMaintenance: ({ id }) => known(id, null),
    listMaintenance: () => [sampleWindow],
  });
}
