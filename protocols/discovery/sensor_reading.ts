import { readPythonJson } from "../python_json.ts";
import { SENSOR_COLUMNS, type SensorReading } from "./events.ts";

type Column = typeof SENSOR_COLUMNS[number];

/**
 * The columns that a sensor's JSON object says; null when the text is no object. Other keys, `id` among them, are
 * left out, as the fielded logger does; what is no number is null.
 */
export function readSensor(text: string): SensorReading | null {
  const value = readPythonJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const entries = SENSOR_COLUMNS.map((column) => [column, numberOf(value, column)] as const);
  return Object.fromEntries(entries) as Record<Column, number | null>;
}

function numberOf(value: object, column: Column): number | null {
  const number: unknown = Object.getOwnPropertyDescriptor(value, column)?.value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
