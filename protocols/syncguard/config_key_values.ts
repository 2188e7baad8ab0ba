import type { ConfigReading } from "./config_file.ts";
import { DEFAULT_PORT, isIpv4, portOf, problem, RULES, shown } from "./config_values.ts";

/** A value and where it stood. */
interface Entry {
  readonly value: string;
  readonly line: number;
}

const ADDRESS = "TARGET_IP", PORT = "TARGET_PORT", ENABLED = "ENABLE_EXTERNAL_SEND";
/** What each key takes. Source: SyncGuard guide, "설정 파일". */
const KEYS: Readonly<
  Record<string, { readonly good: (value: string) => boolean; readonly rule: keyof typeof RULES }>
> = {
  [ADDRESS]: { good: isIpv4, rule: "address" },
  [PORT]: { good: (value) => portOf(value) !== undefined, rule: "port" },
  [ENABLED]: { good: (value) => /^(true|false)$/i.test(value), rule: "flag" },
};

/**
 * Reads `KEY=value` lines with `#` comments. The guide's example for several servers repeats the same keys in one
 * text: a key may come again with the value it had.
 */
export function readKeyValues(lines: readonly string[]): ConfigReading {
  const entries = new Map<string, Entry>();
  for (const [index, text] of lines.entries()) {
    const failure = readLine(text.trim(), index + 1, entries);
    if (failure !== undefined) return failure;
  }
  const address = entries.get(ADDRESS);
  if (address === undefined) return problem(`${ADDRESS} is missing.`, { key: ADDRESS });
  const enabled = entries.get(ENABLED);
  return {
    ok: true,
    config: {
      format: "keyValue",
      targetAddress: address.value,
      targetPort: portOf(entries.get(PORT)?.value ?? "") ?? DEFAULT_PORT,
      enabled: enabled === undefined ? null : enabled.value.toLowerCase() === "true",
      intervalMs: null,
    },
  };
}

function readLine(
  text: string,
  line: number,
  entries: Map<string, Entry>,
): ConfigReading | undefined {
  if (text === "" || text.startsWith("#")) return undefined;
  const equals = text.indexOf("=");
  if (equals < 0) {
    return problem(`A line is KEY=value or a # comment, not ${shown(text)}.`, { line });
  }
  const key = text.slice(0, equals).trim().toUpperCase();
  const value = text.slice(equals + 1).trim();
  const known = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (known === undefined) {
    const keys = Object.keys(KEYS).join(", ");
    return problem(`SyncGuard has no key ${shown(key)}; there are ${keys}.`, { line, key });
  }
  if (!known.good(value)) return problem(RULES[known.rule](value), { line, key });
  const before = entries.get(key);
  if (before !== undefined && before.value !== value) {
    const detail = `Line ${before.line} says ${shown(before.value)}, this one ${shown(value)}.`;
    return problem(detail, { line, key });
  }
  entries.set(key, { value, line });
  return undefined;
}
