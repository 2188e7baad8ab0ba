import { z } from "zod";
import { Event } from "../../../protocols/api/event.ts";
import { apiRoute, BASE } from "../api_route.ts";
import { stillAllowed } from "../door/authentication.ts";
import type { Api } from "../dependencies.ts";
import type { EventFeed } from "../streams/event_feed.ts";
import { ProblemError } from "../answers/problems.ts";

const events = apiRoute("view", {
  method: "get",
  path: `${BASE}/events`,
  operationId: "streamEvents",
  request: { headers: z.object({ "last-event-id": z.string().max(128).optional() }) },
  responses: {
    200: {
      description: "Server-Sent Events, one Event as JSON in each; resumes after Last-Event-ID.",
      content: { "text/event-stream": { schema: Event } },
    },
  },
});

const STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "X-Accel-Buffering": "no",
} as const;

/** The event stream. */
export function registerEvents(api: Api, feed: EventFeed): void {
  api.openapi(events, (c) => {
    // Nobody would read, and so end, the stream behind the answer to a HEAD.
    if (c.req.method === "HEAD") return c.body(null, 200, STREAM_HEADERS);
    const lastEventId = c.req.valid("header")["last-event-id"];
    const stream = feed.open(lastEventId, {
      owner: c.var.identity.tokenId,
      stillAllowed: () => stillAllowed(c),
      drop: () => c.env?.outgoing?.destroy(),
    });
    if (!stream) {
      throw new ProblemError({ code: "tooMany", detail: "too many event streams are open" });
    }
    return c.body(stream, 200, STREAM_HEADERS);
  });
}
