import { z } from "zod";
import { isPayload, type Payload } from "./fields.ts";
import { SERVER_ID } from "./registrations.ts";
import { readWith } from "./schema.ts";
import { readSummary, type SummaryReported } from "./summaries.ts";
import type { Violation } from "./violation.ts";

/** A summary that came over HTTP, and whose it is. */
export interface SavedSummary {
  readonly type: "summarySaved";
  readonly serverId: string;
  readonly event: SummaryReported;
}

const Body = z.object({ server_id: z.string().regex(SERVER_ID, "must be a server id") });

/**
 * Reads what builds 1.1 post after each summary: `{server_id, timestamp, summary_data, period_seconds, data_points}`,
 * where `summary_data` is the `data` of the summary that went over the socket. It has no sequence. The two last
 * fields are constants that say nothing. A body that cannot be used is a violation, worded without its values.
 */
export function readSavedSummary(body: Payload): SavedSummary | Violation {
  const read = readWith(Body, body, "");
  if ("type" in read) return read;
  const { timestamp, summary_data: data } = body;
  const event = readSummary({ timestamp, ...(isPayload(data) ? { data } : {}) });
  if (event.type === "violation") return event;
  return { type: "summarySaved", serverId: read.server_id, event };
}
