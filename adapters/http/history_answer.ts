import type { TypedResponse } from "hono";
import type { z } from "zod";
import { type ColumnName, COLUMNS } from "../../actors/nodes/history/columns.ts";
import { historyTable, thinned } from "../../actors/nodes/history/history_table.ts";
import type { ContainerHistory } from "../../actors/nodes/messages.ts";
import type {
  ContainerHistory as Body,
  ContainerHistoryQuery,
} from "../../protocols/api/container.ts";
import type { ApiContext } from "./dependencies.ts";
import { historyBody } from "./history_body.ts";
import type { HistoryRange } from "./history_range.ts";

type Wishes = Pick<z.infer<typeof ContainerHistoryQuery>, "points" | "columns">;

const ALL: ReadonlySet<ColumnName> = new Set(COLUMNS.map(({ name }) => name));

/** Answers with a part of a history, piece by piece, so that a long one holds nobody up. */
export function historyAnswer(
  c: ApiContext,
  history: ContainerHistory,
  range: HistoryRange,
  { points, columns }: Wishes,
): Response & TypedResponse<Body, 200, "json"> {
  const whole = historyTable(history);
  const table = points === undefined ? whole : thinned(whole, points);
  const pieces = historyBody(table, range, columns === undefined ? ALL : new Set(columns));
  const headers = { "Content-Type": "application/json" };
  const answer: Response = c.body(streamOf(pieces), 200, headers);
  // The framework knows the type of a body only when it writes the JSON itself.
  return answer as Response & TypedResponse<Body, 200, "json">;
}

/** Makes each piece when the last one has been taken. */
function streamOf(pieces: Iterator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  }, { highWaterMark: 0 });
}
