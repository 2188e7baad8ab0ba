import { z } from "zod";
import { cleanTail } from "../text.ts";
import { epochMs, label, MAX_LABEL_CHARS } from "./fields.ts";
import { badField, type Violation } from "./violation.ts";

/** A time in seconds or milliseconds as epoch milliseconds; null where there is none. */
export const At = z.unknown().optional().transform(epochMs);

/** One optional line that is safe to show; null for what is no text. */
export const OptionalLine = z.unknown().optional().transform((value) => label(value));

/** What an exception says, cut to 4,096 characters from its end: a Python trace ends with what went wrong. */
export const OptionalText = z.unknown().optional().transform((value) =>
  typeof value === "string" ? cleanTail(value, MAX_ERROR_CHARS) : null
);
const MAX_ERROR_CHARS = 4_096;

/** An optional yes or no; null for anything else. */
export const OptionalFlag = z.boolean().nullable().catch(null);

/** An optional whole number of at least 0 (an era, a count); null for anything else. */
export const OptionalCount = z.int().min(0).nullable().catch(null);

/** A required id of up to 255 characters that may be sent back; clients that count send a number. */
export const Id = z.union([
  z.string().min(1).max(MAX_LABEL_CHARS).regex(
    /^[^\p{Cc}\p{Cs}]+$/u,
    "must have no control characters",
  ),
  z.int().transform(String),
]);

/** Reads with a schema, or says which field breaks which rule; never quotes a value. */
export function readWith<S extends z.ZodType>(
  schema: S,
  value: unknown,
  field: string,
): z.output<S> | Violation {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = [field, ...(issue?.path ?? [])].map(String).filter(Boolean).join(".");
  return badField(path || "the frame", ruleOf(issue));
}

/** Zod words some of its messages with what it got; ours must not. */
function ruleOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined || issue.code === "invalid_union") return "has the wrong type";
  return issue.code === "invalid_type" ? `must be of type ${issue.expected}` : issue.message;
}
