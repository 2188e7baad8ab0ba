import { z } from "zod";
import type { ConfigReading } from "./config_file.ts";
import {
  DEFAULT_PORT,
  isIpv4,
  isPort,
  MAX_INTERVAL_MS,
  MIN_INTERVAL_MS,
  problem,
  RULES,
} from "./config_values.ts";

/** A build reads missing keys as its defaults; ours is to say what the file says, so those stay null. */
const SHIPPED = z.object({
  ServerIP: z.string().refine(isIpv4),
  ServerPort: z.number().refine(isPort).default(DEFAULT_PORT),
  TransmissionInterval: z.int().min(MIN_INTERVAL_MS).max(MAX_INTERVAL_MS).nullable().default(null),
  EnableExternalSend: z.boolean().nullable().default(null),
});

const RULE_OF_KEY: Readonly<Record<string, keyof typeof RULES>> = {
  ServerIP: "address",
  ServerPort: "port",
  TransmissionInterval: "interval",
  EnableExternalSend: "flag",
};

/** Reads the shipped JSON (fielded build P, and June builds under the name `.txt`). Other keys are ignored. */
export function readJsonConfig(text: string): ConfigReading {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return problem(`This is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const read = SHIPPED.safeParse(content);
  if (!read.success) return badKey(content, read.error);
  const { ServerIP, ServerPort, TransmissionInterval, EnableExternalSend } = read.data;
  return {
    ok: true,
    config: {
      format: "json",
      targetAddress: ServerIP,
      targetPort: ServerPort,
      enabled: EnableExternalSend,
      intervalMs: TransmissionInterval,
    },
  };
}

function badKey(content: unknown, error: z.ZodError): ConfigReading {
  const key = String(error.issues[0]?.path[0] ?? "");
  const rule = RULE_OF_KEY[key];
  if (rule === undefined) return problem("The file must hold one JSON object.");
  const value = (content as Record<string, unknown>)[key];
  if (value === undefined) return problem(`${key} is missing.`, { key });
  const spelled = typeof value === "string" ? value : JSON.stringify(value);
  return problem(RULES[rule](spelled), { key });
}
