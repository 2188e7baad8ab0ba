import { BackupPage, BackupQuery } from "../../../protocols/api/backup.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { defined } from "../bodies/defined.ts";
import type { Api } from "../dependencies.ts";
import { backupBody } from "../bodies/schedule.ts";

const list = apiRoute("view", {
  method: "get",
  path: `${BASE}/backups`,
  operationId: "listBackups",
  request: { query: BackupQuery },
  responses: { 200: answer(BackupPage, "Backups of keys that clients told of, newest first.") },
});

/** Backups of keys. */
export function registerBackups(api: Api): void {
  api.openapi(list, (c) => {
    const query = defined(c.req.valid("query"));
    const { items, nextCursor } = c.var.deps.backups.backups(query);
    return c.json({ items: items.map(backupBody), nextCursor }, 200);
  });
}
