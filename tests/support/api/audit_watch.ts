import assert from "node:assert/strict";
import type { AuditEntry, AuditKind, AuditPage } from "../../../protocols/api/audit.ts";
import type { Api } from "./api.ts";
import type { ApiOperation } from "./api_document.ts";
import { eventually } from "../eventually.ts";
import { PATIENCE_MS } from "../displays/scripted_fleet.ts";
import { AUDITED } from "./audit_table.ts";

/** The newest line of a kind; undefined: there is none. */
async function newest(api: Api, kind: AuditKind): Promise<AuditEntry | undefined> {
  const page = await api.call<AuditPage>(`/api/v1/audit?kind=${kind}&limit=1`);
  return page.items[0];
}

/**
 * Makes a request, and looks that it has left its line in the audit trail: with a name, an address and the request's
 * own correlation id. A request that was refused leaves none.
 */
export async function audited(
  api: Api,
  { method, operationId }: ApiOperation,
  make: () => Promise<Response>,
): Promise<Response> {
  if (method === "GET") return await make();
  const expected = AUDITED[operationId] ??
    assert.fail(`say in audit_table.ts what ${operationId} puts into the audit trail`);
  if ("none" in expected) return await make();
  const before = await newest(api, expected.kind);
  const response = await make();
  const read = () => newest(api, expected.kind);
  const isNew = (line?: AuditEntry) => line?.sequence !== before?.sequence;
  const line = response.ok && ANSWERED_BEFORE.has(operationId)
    ? await eventually(read, isNew, PATIENCE_MS)
    : await read();
  if (!response.ok) {
    assert.equal(line?.sequence, before?.sequence, `${operationId} was refused, and put down`);
    return response;
  }
  if (line === undefined || !isNew(line)) {
    assert.ok(REPEATED.has(operationId), `${operationId} has put nothing down`);
    return response;
  }
  assert.equal(line.correlationId, response.headers.get("X-Correlation-Id"), operationId);
  assert.match(line.address, /127\.0\.0\.1|::1/, operationId);
  assert.notEqual(line.who, "", operationId);
  return response;
}

/** Answered when it is begun, and written a moment later, before anything is done. */
const ANSWERED_BEFORE: ReadonlySet<string> = new Set(["runSchedule"]);

/** Done a second time it changes nothing. */
const REPEATED: ReadonlySet<string> = new Set(["acknowledgeAlert", "importSessionKey"]);
