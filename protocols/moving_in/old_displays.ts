import { z } from "zod";
import type { OldDisplay } from "./fleet.ts";
import { betterSpelling, foldOldName, isUsableName } from "./names.ts";
import { type OldMac, type OldMacs, readMacs } from "./old_macs.ts";
import { namesBefore, readRenames } from "./old_names.ts";
import { type OldTables, textOf } from "./old_tables.ts";
import type { Remarks } from "./remark.ts";

const Address = z.union([z.ipv4(), z.ipv6()]);

/** Displays in the order of their rows, and which of them a client is. */
export interface ReadDisplays {
  readonly displays: readonly OldDisplay[];
  /** By the client's id, as text. */
  readonly byId: ReadonlyMap<string, number>;
  /** By exact name; where nothing else fits, {@link foldOldName} finds it. */
  readonly byName: ReadonlyMap<string, number>;
}

/** A display on its way through the tables. */
interface Draft extends Omit<OldDisplay, "otherNames" | "macAddress" | "macByHand"> {
  readonly names: readonly string[];
  readonly mac: OldMac | undefined;
}

/** Reads clients, with their network cards and the names they had. Rows whose names fold alike are one display. */
export function readDisplays(tables: OldTables, remarks: Remarks): ReadDisplays {
  const [renames, macs] = [readRenames(tables), readMacs(tables, remarks)];
  const shared = addressesOfSeveral(tables.clients);
  const drafts: Draft[] = [];
  const byId = new Map<string, number>();
  const byName = new Map<string, number>();
  for (const row of tables.clients) {
    const [id, name, spelt] = [row.id, row.name, row.ip_address].map(textOf);
    if (id === undefined || !/^\d{1,19}$/.test(id)) {
      remarks.add("clients", id ?? "?", "idUnusable", { name: name ?? null });
    } else if (name === undefined || !isUsableName(name)) {
      remarks.add("clients", id, "nameUnusable", { detail: name ?? "" });
    } else {
      const address = addressOf(spelt);
      const before = namesBefore(name, spelt, renames);
      const mac = macOf(id, address !== null && !shared.has(address) ? address : undefined, macs);
      const draft = { name, names: before, address, port: portOf(textOf(row.port)), mac };
      const known = byName.get(foldOldName(name));
      const place = known ?? drafts.length;
      if (known === undefined) drafts.push(draft);
      else {
        remarks.add("clients", id, "sameDisplay", { name, detail: drafts[known]?.name ?? "" });
        drafts[known] = united(drafts[known] ?? draft, draft);
      }
      byId.set(id, place);
      byName.set(foldOldName(name), place);
    }
  }
  return { displays: withOtherNames(drafts, byName, remarks), byId, byName };
}

/** Two rows of one display: what the first does not know, the second does. */
function united(first: Draft, second: Draft): Draft {
  return {
    name: betterSpelling(first.name, second.name),
    names: [...first.names, ...second.names],
    address: first.address ?? second.address,
    port: first.port ?? second.port,
    mac: first.mac ?? second.mac,
  };
}

/** An old name that another display has, or had as well, leads to nobody. */
function withOtherNames(
  drafts: readonly Draft[],
  byName: ReadonlyMap<string, number>,
  remarks: Remarks,
): OldDisplay[] {
  const claims = new Map<string, Set<number>>();
  for (const [place, { names }] of drafts.entries()) {
    for (const name of names) {
      const folded = foldOldName(name);
      claims.set(folded, (claims.get(folded) ?? new Set<number>()).add(place));
    }
  }
  return drafts.map(({ names, mac, ...display }, place) => {
    const otherNames: string[] = [];
    for (const name of new Map(names.map((each) => [foldOldName(each), each])).values()) {
      const owner = byName.get(foldOldName(name));
      const alone = claims.get(foldOldName(name))?.size === 1;
      if (owner === undefined && alone) otherNames.push(name);
      else if (owner !== place) {
        remarks.add("ip_name_history", "?", "nameTaken", { name: display.name, detail: name });
      }
    }
    const { macAddress = null, byHand = false } = mac ?? {};
    return { ...display, otherNames, macAddress, macByHand: byHand };
  });
}

function macOf(id: string, address: string | undefined, macs: OldMacs): OldMac | undefined {
  return macs.byClient.get(id) ?? (address === undefined ? undefined : macs.byAddress.get(address));
}

/** Addresses that more than one client has: their devices, or their network, do not tell them apart. */
function addressesOfSeveral(rows: OldTables["clients"]): ReadonlySet<string> {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { ip_address } of rows) {
    const address = textOf(ip_address);
    if (address === undefined) continue;
    (seen.has(address) ? several : seen).add(address);
  }
  return several;
}

function addressOf(spelt: string | undefined): string | null {
  const address = Address.safeParse(spelt?.trim());
  return address.success && !/^(?:127\.|0\.0\.0\.0$|::1?$)/.test(address.data)
    ? address.data
    : null;
}

function portOf(text: string | undefined): number | null {
  const port = /^\d{1,5}$/.test(text ?? "") ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}
