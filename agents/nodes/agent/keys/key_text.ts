import { z } from "zod";

/** A public key, or several in a row: `0x` and 1 to 1,024 bytes. Five session keys have 161. */
export const Keys = z.string("must be a text")
  .regex(/^0x(?:[0-9a-fA-F]{2}){1,1024}$/, "must be 0x and whole bytes in hex");

/** Four letters by Substrate's rule; fielded builds write one of them with five. */
export const KeyType = z.string("must be a text")
  .regex(/^[a-z]{4,5}$/, "must be four or five small letters");

/** As a node knows it: `beefy` is `beef`. */
export function nodeKeyType(type: string): string {
  return type.slice(0, 4);
}

/** Enough to tell two keys apart. */
export function shortKey(keys: string): string {
  return keys.length > 10 ? `${keys.slice(0, 10)}…` : keys;
}
