import type { PageFile } from "../../adapters/http/pages.ts";

/** Who may use a route that the OpenAPI document does not describe. */
export interface RouteRule {
  /** Method and path as the router has them. */
  readonly route: string;
  readonly who: "public" | "view";
  readonly is: string;
}

/** Routes of the router that OpenAPI has no words for. A route of the router that is in neither fails the tests. */
export const HIDDEN_ROUTES: readonly RouteRule[] = [
  { route: "GET /api/v1/live", who: "view", is: "events over a WebSocket" },
  { route: "GET /api/v1/cameras/:id/live", who: "view", is: "live pictures over a WebSocket" },
];

/** Pages hold no data, and ask for a token where the browser has no session. */
export function pageRules(pages: readonly PageFile[]): readonly RouteRule[] {
  return pages.map(({ path }) => ({
    route: `GET ${path}`,
    who: "public",
    is: "a page or a part of one",
  }));
}

/** What the device port answers over HTTP; everything else of it is 404, whoever asks. */
export const DEVICE_PORT_OPERATIONS: readonly string[] = [
  "getHealth",
  "logInDevice",
  "saveServerLog",
  "verifyDeviceToken",
];

/** Operations whose right depends on what is asked for. */
export const RIGHTS_BY_CONTENT: Readonly<Record<string, string>> = {
  broadcastNodes: "that of the command",
  createSchedule: "that of the command",
  getCommand: "logs for what a log says, else withheld",
  getCommandOutput: "logs, where the command reads a log",
  listCommands: "logs for what a log says, else withheld",
  orderContainer: "that of the command",
  orderNode: "that of the command",
  runSchedule: "that of the command",
  updateSchedule: "that of the command",
};
