import { DeliveryFailure } from "../../actors/alerts/deliveries/door.ts";

/**
 * Reads a certificate authority's PEM file anew, so that a renewed one needs no restart. Rejects with a failure that
 * names the file.
 */
export async function authorityOf(caFile: string | undefined): Promise<string | undefined> {
  if (caFile === undefined) return undefined;
  try {
    return await Deno.readTextFile(caFile);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : "unknown";
    throw new DeliveryFailure(`The certificate file ${caFile} cannot be read (${reason}).`);
  }
}
