import type { ConfigProblem, ConfigReading } from "./config_file.ts";

/** The guide's port, and the shipped one. */
export const DEFAULT_PORT = 8_080;
const MAX_PORT = 65_535;
/** What builds take from a file (fielded build P). */
export const MIN_INTERVAL_MS = 100, MAX_INTERVAL_MS = 3_600_000;

const OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
/** Characters of a bad value that an error repeats: a long IPv6 address, and enough of anything else. */
const MAX_SHOWN = 45;

/** True for four numbers of 0 to 255 with dots between: no build takes names or IPv6. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** A port number in decimal digits; undefined when it is none. */
export function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return isPort(port) ? port : undefined;
}

/** True for 1 to 65,535. */
export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_PORT;
}

/** The sentences about bad values, the same for all forms of the file. */
export const RULES = {
  address: (value: string) => `It must be an IPv4 address such as 192.0.2.10, not ${shown(value)}.`,
  port: (value: string) => `It must be a whole number from 1 to ${MAX_PORT}, not ${shown(value)}.`,
  flag: (value: string) => `It must be true or false, not ${shown(value)}.`,
  interval: (value: string) =>
    `It must be a whole number from ${MIN_INTERVAL_MS} to ${MAX_INTERVAL_MS} (ms), not ${
      shown(value)
    }.`,
};

/** A failed reading. */
export function problem(
  detail: string,
  { line = null, key = null }: Partial<Omit<ConfigProblem, "detail">> = {},
): ConfigReading & { readonly ok: false } {
  return { ok: false, problem: { line, key, detail } };
}

/** A value in quotes, cut, without what could fake a second line. */
export function shown(value: string): string {
  return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value);
}
