import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { Texts } from "../texts/texts.ts";

/** One line of a config file. */
export interface FileEntry {
  readonly key: string;
  readonly value: unknown;
  /** `file:line:column` of the key and of the value. */
  readonly keyPlace: string;
  readonly place: string;
  /** `file:line:column` of what a path leads to from the top of the file; of the nearest thing that is there. */
  placeAt(path: readonly PropertyKey[]): string;
}

/** What a config file says, or what is wrong with its form. */
export type FileContent =
  | { readonly ok: true; readonly entries: readonly FileEntry[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads a config file in YAML; JSON is YAML too. Values are judged by the settings table, not here. */
export function parseSettingsFile(path: string, content: string, texts: Texts): FileContent {
  const lines = new LineCounter();
  const document = parseDocument(content, {
    lineCounter: lines,
    prettyErrors: false,
    // What it would warn of on standard error is judged by the settings table.
    logLevel: "error",
  });
  const placeOf = (offset: number | undefined) => {
    const { line, col } = lines.linePos(offset ?? 0);
    return `${path}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => `${placeOf(error.pos[0])}: ${error.message}`);
    return { ok: false, problems };
  }
  const top = document.contents;
  if (top === null) return { ok: true, entries: [] };
  if (!isMap(top)) {
    return { ok: false, problems: [`${placeOf(top.range?.[0])}: ${texts.fileNotAMap}`] };
  }
  const entries = top.items.map(({ key, value }) => {
    const place = placeOf(isScalar(key) ? key.range?.[0] : undefined);
    return {
      key: isScalar(key) ? String(key.value) : String(key),
      value: plainOf(value, document),
      keyPlace: place,
      place: isScalar(value) && value.range ? placeOf(value.range[0]) : place,
      placeAt: (path: readonly PropertyKey[]) => placeOf(offsetOf(document, path)),
    };
  });
  return { ok: true, entries };
}

/** Lists and maps as plain data. One whose aliases multiply without end is no data, and no setting takes it. */
function plainOf(value: unknown, document: Document): unknown {
  if (isScalar(value)) return value.value;
  if (!isNode(value)) return value;
  try {
    return value.toJS(document);
  } catch {
    return undefined;
  }
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}
