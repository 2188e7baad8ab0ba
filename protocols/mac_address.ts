// Pairs with one kind of mark between them, groups of four as switches print them, or bare digits.
const SPELLINGS = [
  /^[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}$/i,
  /^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/i,
  /^[0-9a-f]{12}$/i,
];
/** Twelve digits and five marks; the rest is room for blanks around. */
const MAX_CHARS = 32;
/** The lowest bit of the first byte: a group of machines, so the address of none (IEEE 802, section 8.4). */
const GROUP_BIT = 1;

/**
 * The one spelling of a MAC address, capitals with colons (`60:83:E7:00:00:1A`), whatever it was written as:
 * `60-83-e7-00-00-1a`, `6083.e700.001a` and `6083e700001a` are the same, and all are in the field. Null for
 * anything else, and for what no machine has: all zeros, and addresses of groups, the broadcast among them.
 */
export function readMacAddress(text: string): string | null {
  if (text.length > MAX_CHARS) return null;
  const spelt = text.trim();
  if (!SPELLINGS.some((spelling) => spelling.test(spelt))) return null;
  const pairs = spelt.replace(/[^0-9a-f]/gi, "").toUpperCase().match(/../g) ?? [];
  const nobody = pairs.every((pair) => pair === "00");
  if (nobody || (Number.parseInt(pairs[0] ?? "", 16) & GROUP_BIT) !== 0) return null;
  return pairs.join(":");
}
