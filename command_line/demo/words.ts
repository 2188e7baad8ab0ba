import type { DemoTexts } from "../texts/demo.ts";

/** More names in a row are not read. */
const MOST_NAMED = 8;

/** The first of a fault's members by name, and how many more there are. */
export function membersInWords(members: readonly string[], texts: DemoTexts): string {
  const named = members.slice(0, MOST_NAMED);
  const others = members.length - named.length;
  return [...named, ...(others > 0 ? [texts.andOthers(others)] : [])].join(", ");
}
