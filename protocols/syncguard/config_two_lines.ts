import type { ConfigReading } from "./config_file.ts";
import { DEFAULT_PORT, isIpv4, portOf, problem, RULES } from "./config_values.ts";

/** Reads the first form ever shipped: address and port on a line each, or with a colon on one. */
export function readTwoLines(lines: readonly string[]): ConfigReading {
  const [first, second, ...others] = contentOf(lines);
  if (first === undefined) return problem("The file is empty.");
  const extra = others[0];
  if (extra !== undefined) {
    return problem("Nothing may follow address and port; other forms have KEY=value lines.", extra);
  }
  const [address = "", joined] = first.text.split(":", 2);
  const port = joined ?? second?.text ?? String(DEFAULT_PORT);
  const portLine = joined === undefined && second !== undefined ? second.line : first.line;
  if (joined !== undefined && second !== undefined) {
    return problem("The port stands behind the address already.", { line: second.line });
  }
  if (!isIpv4(address)) return problem(RULES.address(address), { line: first.line });
  const targetPort = portOf(port);
  if (targetPort === undefined) return problem(RULES.port(port), { line: portLine });
  return {
    ok: true,
    config: {
      format: "twoLines",
      targetAddress: address,
      targetPort,
      enabled: null,
      intervalMs: null,
    },
  };
}

function contentOf(lines: readonly string[]): { readonly text: string; readonly line: number }[] {
  return lines.map((text, index) => ({ text: text.trim(), line: index + 1 }))
    .filter(({ text }) => text !== "" && !text.startsWith("#"));
}
