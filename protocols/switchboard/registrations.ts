import type { Registered, Violation } from "./events.ts";
import { readMacAddress } from "../mac_address.ts";
import { line, lines, MAX_ADDRESS_CHARS, MAX_WORD_CHARS, withoutAbsent, word } from "./fields.ts";
import type { Payload } from "./fields.ts";
import { missing } from "./violation.ts";

/**
 * `register_client` of every build: `{name, clientType?, ip_address?, version?, capabilities?, sync_status?}`.
 * Only the name is required; T1 sends no address, the trays send neither version nor capabilities,
 * and `mac_address` comes from our own agent only.
 */
export function decodeRegistration(
  payload: Payload,
  name: string | undefined,
  event: string,
): Registered | Violation {
  if (name === undefined) return missing(event, "name");
  return withoutAbsent<Registered>({
    type: "registered",
    name,
    clientType: word(payload.clientType ?? payload.client_type),
    claimedAddress: line(payload.ip_address, MAX_ADDRESS_CHARS),
    version: versionOf(payload.version),
    capabilities: lines(payload.capabilities, MAX_WORD_CHARS),
    syncStatus: word(payload.sync_status),
    macAddress: macOf(payload.mac_address),
  });
}

function macOf(value: unknown): string | undefined {
  return typeof value === "string" ? readMacAddress(value) ?? undefined : undefined;
}

/** `"2.0"` in every build; a client of one's own may well write the number. */
function versionOf(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : word(value);
}
