import type { AuditQuery as StoreQuery } from "../../../actors/audit/store.ts";
import {
  AuditHeads,
  AuditPage,
  AuditQuery,
  AuditVerification,
} from "../../../protocols/api/audit.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import { auditBody, verificationBody } from "../bodies/audit.ts";
import type { Api } from "../dependencies.ts";

const AUDIT = `${BASE}/audit` as const;
const VERIFY = `${AUDIT}/verify` as const;

const list = apiRoute("admin", {
  method: "get",
  path: AUDIT,
  operationId: "listAudit",
  request: { query: AuditQuery },
  responses: { 200: answer(AuditPage, "Who changed what, newest first.") },
});

const heads = apiRoute("admin", {
  method: "get",
  path: `${AUDIT}/heads`,
  operationId: "getAuditHeads",
  responses: { 200: answer(AuditHeads, "Where the chains end; kept elsewhere, it is a proof.") },
});

const verification = apiRoute("admin", {
  method: "get",
  path: VERIFY,
  operationId: "getAuditVerification",
  responses: { 200: answer(AuditVerification, "The examination under way, or the last one.") },
});

const verify = apiRoute("admin", {
  method: "post",
  path: VERIFY,
  operationId: "verifyAudit",
  responses: {
    202: answer(AuditVerification, "It has begun, or is under way. Ask how far it is."),
  },
});

/** The audit trail: its lines, where its chains end, and whether they are as they were written. */
export function registerAudit(api: Api): void {
  api.openapi(list, (c) => {
    const { subjectKind, subjectKey, from, to, ...query } = c.req.valid("query");
    const page = c.var.deps.trail.lines({
      ...query,
      subject: subjectKind && { kind: subjectKind, key: subjectKey },
      from: momentOf(from),
      to: momentOf(to),
    });
    return c.json({ items: page.items.map(auditBody), nextCursor: page.nextCursor }, 200);
  });
  api.openapi(heads, (c) => {
    const items = c.var.deps.trail.heads().map((head) => ({ ...head }));
    return c.json({ items }, 200);
  });
  api.openapi(verification, async (c) => {
    const found = await ask(c, c.var.deps.audit, { type: "getAuditVerification" });
    return c.json(verificationBody(found), 200);
  });
  api.openapi(verify, async (c) => {
    const begun = await ask(c, c.var.deps.audit, { type: "verifyAudit" });
    return c.json(verificationBody(begun), 202);
  });
}

function momentOf(time: string | undefined): StoreQuery["from"] {
  return time === undefined ? undefined : Date.parse(time);
}
