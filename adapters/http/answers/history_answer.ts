import type { TypedResponse } from "hono";
import { tableOfPoints } from "../../../actors/nodes/history/history_table.ts";
import type { ContainerHistory } from "../../../actors/nodes/messages.ts";
import type { ContainerHistory as Body } from "../../../protocols/api/container.ts";
import type { ApiContext } from "../dependencies.ts";
import { historyBody, type HistoryWishes } from "../bodies/history.ts";
import type { HistoryRange } from "../requests/history_range.ts";

/** Answers with a part of a history. Ten minutes of seconds are made into columns at once; the rest is drawn elsewhere. */
export async function historyAnswer(
  c: ApiContext,
  history: ContainerHistory,
  range: HistoryRange,
  wishes: HistoryWishes,
): Promise<Response & TypedResponse<Body, 200, "json">> {
  const bytes = history.resolution === "second"
    ? historyBody(tableOfPoints(history.points), range, wishes)
    : await c.var.deps.charts.draw({ plan: history.plan, range, wishes });
  const answer: Response = c.body(bytes, 200, { "Content-Type": "application/json" });
  // The framework knows the type of a body only when it writes the JSON itself.
  return answer as Response & TypedResponse<Body, 200, "json">;
}
