/** What Python writes for a number that is none, and JSON does not know; where a value may stand. */
const NO_NUMBER = /-?(?:NaN|Infinity)(?<=[[,:]\s{0,8}-?(?:NaN|Infinity))(?=\s{0,8}[,\]}])/g;

/**
 * Reads JSON as Python writes it: `NaN` and `Infinity` stand bare, and read as null. Undefined when it is no JSON.
 * A text that is JSON already is read as it is, so that nothing inside of its texts is changed.
 *
 * @example
 * ```ts
 * readPythonJson('{"mp905": NaN}'); // { mp905: null }
 * ```
 */
export function readPythonJson(text: string): unknown {
  const read = parse(text);
  if (read !== undefined || !(text.includes("NaN") || text.includes("Infinity"))) return read;
  return parse(text.replace(NO_NUMBER, "null"));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
