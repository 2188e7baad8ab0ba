import assert from "node:assert/strict";
import { type JsonSchema, schemaFaults } from "./json_schema_check.ts";

/** One operation of `/openapi.json`. */
export interface ApiOperation {
  /** Upper case. */
  readonly method: string;
  /** With `{name}` where a parameter stands. */
  readonly path: string;
  readonly operationId: string;
  /** Who may call it: view, operate, admin, device or public. */
  readonly role: string;
  /** The right that it needs beside the role; null: none. */
  readonly right: string | null;
  /** Whether it also takes the token by HTTP Basic. */
  readonly takesBasic: boolean;
  readonly responses: { readonly [status: string]: ResponseObject };
}

interface ResponseObject {
  readonly content?: { readonly [type: string]: { readonly schema: JsonSchema } };
}

interface RawOperation extends Pick<ApiOperation, "operationId" | "responses"> {
  readonly "x-role"?: string;
  readonly "x-right"?: string;
  readonly security?: readonly object[];
}

interface RawDocument {
  readonly openapi: string;
  readonly paths: { readonly [path: string]: { readonly [method: string]: RawOperation } };
  readonly components: { readonly schemas: { readonly [name: string]: JsonSchema } };
}

/** The API as it describes itself, with which answers are compared. */
export class ApiDocument {
  readonly operations: readonly ApiOperation[];
  readonly #components: { readonly [name: string]: JsonSchema };

  constructor(raw: RawDocument) {
    this.#components = raw.components.schemas;
    this.operations = Object.entries(raw.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operationId: operation.operationId,
        role: operation["x-role"] ?? assert.fail(`${method} ${path} names no role`),
        right: operation["x-right"] ?? null,
        takesBasic: operation.security?.some((way) => "basic" in way) ?? false,
        responses: operation.responses,
      }))
    );
  }

  /** The operation with this id. */
  operation(operationId: string): ApiOperation {
    return this.operations.find((each) => each.operationId === operationId) ??
      assert.fail(`there is no operation ${operationId}`);
  }

  /**
   * Fails unless an answer is one that its operation declares: status, content type and body. Answers the body;
   * of an event stream it reads the first event, of video the first bytes, and leaves.
   */
  async check(operation: ApiOperation, response: Response): Promise<unknown> {
    const { method, path, responses } = operation;
    const where = `${method} ${path} → ${response.status}`;
    const declared = responses[response.status] ??
      (response.status >= 400 ? responses.default : undefined);
    assert.ok(declared, `${where} is not declared`);
    const [type = ""] = (response.headers.get("Content-Type") ?? "").split(";");
    if (!declared.content) {
      assert.equal(await response.text(), "", `${where} must have no body`);
      return undefined;
    }
    const media = declared.content[type];
    assert.ok(media, `${where} has the undeclared content type ${JSON.stringify(type)}`);
    if (BINARY.test(type)) return await firstBytes(response);
    if (type === "text/plain") return await response.text();
    const body = type === "text/event-stream" ? await firstEvent(response) : await response.json();
    assert.deepEqual(schemaFaults(body, media.schema, this.#components), [], where);
    return body;
  }
}

/** Reads `/openapi.json` through whatever can make a request. */
export async function readApiDocument(
  request: (path: string) => Response | Promise<Response>,
): Promise<ApiDocument> {
  const response = await request("/openapi.json");
  assert.equal(response.status, 200);
  const raw: RawDocument = await response.json();
  assert.match(raw.openapi, /^3\.1\./);
  return new ApiDocument(raw);
}

/** Answers that are no text. */
const BINARY = /^(video|image|multipart)\/|^application\/octet-stream$/;

/** The first bytes of an answer, which is then left. */
async function firstBytes(response: Response): Promise<Uint8Array> {
  const reader = (response.body ?? assert.fail("there is no body")).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value ?? assert.fail("the body is empty");
}

/** The data of the first event of a stream, which is then left. */
async function firstEvent(response: Response): Promise<unknown> {
  const reader = (response.body ?? assert.fail("the stream has no body"))
    .pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n\n")) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  const [, data = assert.fail(`no data in ${text}`)] = /^data: (.*)$/m.exec(text) ?? [];
  return JSON.parse(data);
}
