import type { Alert, AlertStep } from "../../../protocols/api/alert.ts";
import { MaintenanceDraft, type MaintenanceWindow } from "../../../protocols/api/maintenance.ts";
import type { Asked } from "./fake_api.ts";
import { TIME } from "./samples.ts";

/** The API's alerts and maintenance windows in memory, as far as the command line uses them. */
export class FakeAlerts {
  readonly alerts: Alert[] = [];
  readonly steps: AlertStep[] = [];
  readonly windows: MaintenanceWindow[] = [];

  /** Undefined: it is no request about them. */
  answer({ method, path, body, query }: Asked): Response | undefined {
    const [, kind, id, verb] = path.split("/");
    const alert = this.alerts.find((each) => String(each.id) === id);
    switch (`${method} ${kind} ${verb ?? ""}`) {
      case "GET alerts ": {
        if (id !== undefined) return Response.json({ ...alert, steps: this.steps });
        const isOpen = query.get("state") === "unresolved";
        const items = this.alerts.filter(({ state }) => !isOpen || state !== "resolved");
        return Response.json({ items, nextCursor: null });
      }
      case "POST alerts acknowledge":
        return Response.json({ ...alert, state: "acknowledged", acknowledgedBy: "console" });
      case "POST alerts snooze":
        return Response.json({ ...alert, snoozedUntil: body.forMs === 0 ? null : TIME });
      case "GET maintenance ":
        return Response.json({ items: this.windows });
      case "POST maintenance ":
        return Response.json(this.#open(body), { status: 201 });
      case "DELETE maintenance ":
        return new Response(null, { status: 204 });
    }
    return undefined;
  }

  #open(body: unknown): MaintenanceWindow {
    const { from = TIME, ...draft } = MaintenanceDraft.parse(body);
    const facts = { id: 3, state: "active", createdBy: "console", createdAt: TIME } as const;
    const window = { from, ...draft, ...facts };
    this.windows.push(window);
    return window;
  }
}
