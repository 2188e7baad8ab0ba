import { withParticles } from "../../wording/particles.ts";

/**
 * Texts of which each that takes a value writes the Korean particle that fits it: `"Wall_01"이 없습니다` for
 * `"Wall_01"이(가) 없습니다`. Everything else is as it was.
 */
export function particled<T extends object>(texts: T): T {
  return Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, spoken(value)]),
  ) as T;
}

function spoken(value: unknown): unknown {
  if (typeof value === "function") {
    return (...values: unknown[]) => {
      const text: unknown = value(...values);
      return typeof text === "string" ? withParticles(text) : text;
    };
  }
  const isTable = typeof value === "object" && value !== null && !Array.isArray(value);
  return isTable ? particled(value) : value;
}
