/** A JSON Schema, as far as the API's own description uses it (OpenAPI 3.1). */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Schemas;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** Schemas by name. */
export interface Schemas {
  readonly [name: string]: Schema;
}

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

/** What is sent or answered: a media type and what is in it. */
export interface Content {
  readonly type: string;
  readonly schema: Schema;
}

/** One answer of an operation. */
export interface ApiAnswer {
  /** `200`, or `default` for a problem. */
  readonly status: string;
  readonly description: string;
  /** Null: it has no body. */
  readonly content: Content | null;
}

/** One thing that can be asked for. */
export interface Operation {
  /** Unique; such as `listDisplays`. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  /** What it is part of: `displays`, `host` for what stands at the root, `device` for what fielded devices call. */
  readonly resource: string;
  /** Who may: view, operate, admin, device or public. */
  readonly role: string;
  readonly parameters: readonly Parameter[];
  readonly body: Content | null;
  readonly answers: readonly ApiAnswer[];
}

/** The API as it describes itself. */
export interface ApiDescription {
  readonly version: string;
  readonly operations: readonly Operation[];
  readonly schemas: Schemas;
}

interface RawContent {
  readonly [type: string]: { readonly schema?: Schema };
}

interface RawOperation {
  readonly operationId: string;
  readonly "x-role"?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: RawContent };
  readonly responses: {
    readonly [status: string]: { readonly description: string; readonly content?: RawContent };
  };
}

/** `/openapi.json`, as far as it is shown. */
export interface RawDocument {
  readonly info: { readonly version: string };
  readonly paths: { readonly [path: string]: { readonly [method: string]: RawOperation } };
  readonly components: { readonly schemas: Schemas };
}

/** Takes the description apart, in its own order. */
export function readDescription({ info, paths, components }: RawDocument): ApiDescription {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => operationOf(path, method, raw))
  );
  return { version: info.version, operations, schemas: components.schemas };
}

/** Operations by resource, in the order in which resources first come; those at the root and of devices are last. */
export function byResource(operations: readonly Operation[]): ReadonlyMap<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const group = groups.get(operation.resource);
    if (group) group.push(operation);
    else groups.set(operation.resource, [operation]);
  }
  for (const last of ["host", "device"]) {
    const group = groups.get(last);
    if (!group?.length) continue;
    groups.delete(last);
    groups.set(last, group);
  }
  return groups;
}

/** True when every word of what was typed is somewhere in the operation's name, path, method or role. */
export function matches({ id, method, path, role }: Operation, typed: string): boolean {
  const text = `${id} ${method} ${path} ${role}`.toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** `listSyncHosts` as people read it: `List sync hosts`. */
export function titleOf({ id }: Operation): string {
  const words = id.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function operationOf(path: string, method: string, raw: RawOperation): Operation {
  const role = raw["x-role"] ?? "public";
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    resource: resourceOf(path, role),
    role,
    parameters: raw.parameters ?? [],
    body: contentOf(raw.requestBody?.content),
    answers: Object.entries(raw.responses).map(([status, { description, content }]) => ({
      status,
      description,
      content: contentOf(content),
    })),
  };
}

function resourceOf(path: string, role: string): string {
  if (role === "device") return "device";
  return /^\/api\/v\d+\/([^/]+)/.exec(path)?.[1] ?? "host";
}

function contentOf(content: RawContent | undefined): Content | null {
  const [first] = Object.entries(content ?? {});
  if (!first) return null;
  const [type, { schema = {} }] = first;
  return { type, schema };
}
