import type { Content, Operation, Parameter, Schemas } from "./document.ts";
import { exampleOf } from "./example.ts";

/** Bodies that are no text for a terminal. */
const BINARY = /^(video|image|audio|multipart)\/|octet-stream|zip|tar/;

/**
 * A command to copy into a shell: the operation with examples for what it must have. The token is `SIGNALBOX_TOKEN` of
 * the environment, so that none is ever part of a page or of a shell's history.
 *
 * @param origin of the control host, such as `http://192.0.2.10:8000`
 */
export function curlLine(operation: Operation, schemas: Schemas, origin: string): string {
  const { method, role, body, parameters } = operation;
  const open = role === "public" || role === "device";
  const headers = parameters.filter(({ in: place, required }) => place === "header" && required);
  const parts = [
    "curl",
    ...answerOptions(operation),
    ...(method === "GET" ? [] : ["-X", method]),
    ...(open ? [] : ["-H", '"Authorization: Bearer $SIGNALBOX_TOKEN"']),
    ...headers.flatMap((header) => ["-H", quoted(`${header.name}: ${textOf(header, schemas)}`)]),
    ...bodyOptions(body, schemas),
    quoted(`${origin}${filledPath(operation, schemas)}${queryOf(parameters, schemas)}`),
  ];
  return parts.join(" ");
}

function answerOptions({ answers }: Operation): readonly string[] {
  const type = answers.find(({ status }) => status.startsWith("2"))?.content?.type ?? "";
  if (type === "text/event-stream") return ["-N"];
  return BINARY.test(type) ? ["--output", "answer"] : [];
}

function bodyOptions(body: Content | null, schemas: Schemas): readonly string[] {
  if (!body) return [];
  const text = JSON.stringify(exampleOf(body.schema, schemas));
  return ["-H", quoted(`Content-Type: ${body.type}`), "-d", quoted(text)];
}

function filledPath({ path, parameters }: Operation, schemas: Schemas): string {
  return path.replace(/\{([^}]+)\}/g, (whole, name: string) => {
    const parameter = parameters.find((each) => each.in === "path" && each.name === name);
    return parameter ? encodeURIComponent(textOf(parameter, schemas)) : whole;
  });
}

function queryOf(parameters: readonly Parameter[], schemas: Schemas): string {
  const needed = parameters.filter(({ in: place, required }) => place === "query" && required);
  const query = new URLSearchParams(needed.map((each) => [each.name, textOf(each, schemas)]));
  return needed.length === 0 ? "" : `?${query}`;
}

function textOf({ schema = {} }: Parameter, schemas: Schemas): string {
  const example = exampleOf(schema, schemas);
  return typeof example === "string" ? example : JSON.stringify(example);
}

/** For a POSIX shell: nothing inside single quotes means anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
