import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { LiveEventsQuery } from "../../../protocols/api/live_events.ts";
import { apiRoute, BASE } from "../api_route.ts";
import { refuseForeignOrigin, stillAllowed } from "../door/authentication.ts";
import type { Api } from "../dependencies.ts";
import type { EventFeed } from "../streams/event_feed.ts";
import { ProblemError } from "../answers/problems.ts";

// OpenAPI has no words for WebSockets.
const live = apiRoute("view", {
  method: "get",
  path: `${BASE}/live`,
  operationId: "watchEventsLive",
  hide: true,
  request: { query: LiveEventsQuery },
  responses: { 101: { description: "Messages as protocols/api/live_events.ts describes them." } },
});

/** The event stream over a WebSocket. */
export function registerLiveEvents(api: Api, feed: EventFeed): void {
  api.openapi(live, async (c) => {
    refuseForeignOrigin(c);
    const accept = c.env?.accept;
    if (accept === undefined) {
      throw new ProblemError({ code: "upgradeRequired", detail: "ask for it as a WebSocket" });
    }
    const owner = c.var.identity.tokenId;
    if (feed.isFullFor(owner)) {
      throw new ProblemError({ code: "tooMany", detail: "too many event streams are open" });
    }
    const socket = await accept();
    // A frame that breaks the WebSocket protocol: the library closes with the code that it deserves.
    socket.on("error", () => {});
    const reader = feed.join(c.req.valid("query").after, socket, {
      owner,
      stillAllowed: () => stillAllowed(c),
    });
    socket.on("pong", () => reader.ponged());
    socket.once("close", () => reader.closed());
    return RESPONSE_ALREADY_SENT;
  });
}
