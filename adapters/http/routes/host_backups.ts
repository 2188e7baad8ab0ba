import {
  HostBackupAttempt,
  HostBackupDraft,
  HostBackupPath,
  HostBackupReport,
} from "../../../protocols/api/host_backup.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import { putDown, putDownAround } from "../requests/audit_notes.ts";
import type { Api } from "../dependencies.ts";
import { attemptBody, reportBody } from "../bodies/host_backup.ts";
import { ProblemError, valueOf } from "../answers/problems.ts";
import { binary } from "../answers/video_answer.ts";

const BACKUPS = `${BASE}/host-backups` as const;

const list = apiRoute("view", {
  method: "get",
  path: BACKUPS,
  operationId: "listHostBackups",
  responses: { 200: answer(HostBackupReport, "What there is, how it went, and when the next is.") },
});

const make = apiRoute("admin", {
  method: "post",
  path: BACKUPS,
  operationId: "makeHostBackup",
  request: { body: body(HostBackupDraft) },
  responses: {
    202: answer(HostBackupAttempt, "It has begun; the list tells how far it has come."),
  },
});

// Whoever has the file and its passphrase has every token and key of the site.
const download = apiRoute("admin", {
  method: "get",
  path: `${BACKUPS}/{name}`,
  operationId: "downloadHostBackup",
  request: { params: HostBackupPath },
  responses: { 200: binary("application/octet-stream", "The backup, encrypted as it is.") },
}, { cost: "expensive" });

/** Backups of the control host itself: list, make, download. */
export function registerHostBackups(api: Api): void {
  api.openapi(list, async (c) => {
    const view = await ask(c, c.var.deps.hostBackups, { type: "listHostBackups" });
    return c.json(reportBody(view), 200);
  });
  api.openapi(make, async (c) => {
    const { passphrase = null } = c.req.valid("json");
    const order = { type: "makeHostBackup", passphrase } as const;
    const attempt = await putDownAround(
      c,
      { kind: "hostBackup.asked", key: "host", name: "control host" },
      async () => valueOf(await ask(c, c.var.deps.hostBackups, order)),
      ({ id }) => ({ key: id, name: id }),
    );
    return c.json(attemptBody(attempt), 202);
  });
  api.openapi(download, async (c) => {
    const { name } = c.req.valid("param");
    const opened = await c.var.deps.hostBackupFiles.open(name);
    if (!opened) throw new ProblemError({ code: "notFound", detail: `there is no backup ${name}` });
    const { bytes, stream } = opened;
    const headers = {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(bytes),
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    };
    if (c.req.method === "HEAD") {
      await stream.cancel();
      return c.body(null, 200, headers);
    }
    await putDown(c, { kind: "hostBackup.downloaded", key: name, name }).catch(async (error) => {
      await stream.cancel();
      throw error;
    });
    return c.body(stream, 200, headers);
  });
}
