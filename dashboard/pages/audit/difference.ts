import type { AuditEntry } from "../../../protocols/api/audit.ts";
import { duration, moment } from "../../words/times.ts";

/** One field that is different; of a field that was added or removed one side is undefined. */
export interface FieldChange {
  /** With the fields that it is in: `work.command`. */
  readonly field: string;
  readonly change: "added" | "removed" | "changed";
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Facts = AuditEntry["before"];

/** Fields that are shown; a preset for thousands of displays has more than anybody reads. */
const MOST_FIELDS = 200;

/** What became of each field, in the order of their names. Null stands for a subject that was not there. */
export function differenceOf(before: Facts, after: Facts): readonly FieldChange[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const names = [...new Set([...was.keys(), ...is.keys()])].sort();
  return names.flatMap((field) => changeOf(field, was.get(field), is.get(field)))
    .slice(0, MOST_FIELDS);
}

function changeOf(
  field: string,
  before: string | undefined,
  after: string | undefined,
): readonly FieldChange[] {
  if (before === after) return [];
  const change = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  return [{ field, change, before, after }];
}

/** Every field by its path, as text. An object's fields stand for it; an empty one, and a list, for itself. */
function fieldsOf(facts: Facts): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const take = (value: unknown, path: string) => {
    if (isRecord(value) && Object.keys(value).length > 0) {
      for (const [name, inner] of Object.entries(value)) {
        take(inner, path === "" ? name : `${path}.${name}`);
      }
    } else fields.set(path, amountText(path, value) ?? textOf(value));
  };
  if (facts !== null && Object.keys(facts).length > 0) take(facts, "");
  return fields;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Times are epoch ms, and durations ms, as the control host keeps them; nobody reads those. */
function amountText(path: string, value: unknown): string | undefined {
  if (typeof value !== "number") return undefined;
  if (/(^|[a-z.])At$|\.(from|until)$/.test(path) && value > LEAST_MOMENT) return moment(value);
  return /[a-z]Ms$/.test(path) ? duration(value) : undefined;
}

/** 2001; what is less stands for something else. */
const LEAST_MOMENT = 1e12;

/** As people read it: a text without quotes, and a list of plain values with commas. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const isPlainList = Array.isArray(value) && value.length > 0 &&
    value.every((one) => typeof one !== "object" || one === null);
  return isPlainList ? value.map(textOf).join(", ") : JSON.stringify(value);
}
