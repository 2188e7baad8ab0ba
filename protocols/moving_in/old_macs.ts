import { readMacAddress } from "../mac_address.ts";
import { type OldTables, textOf } from "./old_tables.ts";
import type { Remarks } from "./remark.ts";

/** The network card of a display. */
export interface OldMac {
  readonly macAddress: string;
  readonly byHand: boolean;
}

/** Network cards by the id of a client, and by an address that has had only one of them. */
export interface OldMacs {
  readonly byClient: ReadonlyMap<string, OldMac>;
  readonly byAddress: ReadonlyMap<string, OldMac>;
}

/** Reads network cards, in every spelling that the old interface let through. */
export function readMacs(
  { client_power_info, ip_mac_history }: Pick<OldTables, "client_power_info" | "ip_mac_history">,
  remarks: Remarks,
): OldMacs {
  const byClient = new Map<string, OldMac>();
  for (const row of client_power_info) {
    const [client, spelt] = [textOf(row.client_id), textOf(row.mac_address)];
    if (client === undefined || !spelt) continue;
    const macAddress = readMacAddress(spelt);
    if (macAddress !== null) byClient.set(client, { macAddress, byHand: isTrue(row.is_manual) });
    else remarks.add("client_power_info", textOf(row.id) ?? "?", "macUnusable", { detail: spelt });
  }
  return { byClient, byAddress: cardsOfAddresses(ip_mac_history) };
}

/** An address that several cards had says nothing about any of them. */
function cardsOfAddresses(rows: OldTables["ip_mac_history"]): ReadonlyMap<string, OldMac> {
  const cards = new Map<string, OldMac>();
  const shared = new Set<string>();
  for (const row of rows) {
    const address = textOf(row.ip_address);
    const macAddress = readMacAddress(textOf(row.mac_address) ?? "");
    if (address === undefined || macAddress === null) continue;
    const known = cards.get(address);
    if (known !== undefined && known.macAddress !== macAddress) shared.add(address);
    cards.set(address, { macAddress, byHand: known?.byHand || isTrue(row.is_manual) });
  }
  for (const address of shared) cards.delete(address);
  return cards;
}

/** SQLite has no type for it; the old server wrote 0 and 1, and its interface true and false. */
function isTrue(cell: unknown): boolean {
  return typeof cell === "string" && /^(?:1|true)$/i.test(cell);
}
