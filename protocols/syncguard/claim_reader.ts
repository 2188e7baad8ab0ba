import { isDigit, ZERO } from "./bytes.ts";

/** {@link ClaimReader.address} of a claim that is no IPv4 address. */
export const NO_CLAIM = -1;
/** {@link ClaimReader.address} of a host that says `unknown`. */
export const UNKNOWN_CLAIM = -2;

const DOT = 0x2e;
const OCTETS = 4, MAX_OCTET = 255, MAX_OCTET_DIGITS = 3;

/**
 * Reads the address at the head of a report, digit by digit, as the deployed monitor does: four groups of one to
 * three digits. Leading zeros do not count, so that one host has one address.
 */
export class ClaimReader {
  #value = 0;
  #octet = 0;
  #digits = 0;
  #octets = 0;
  #valid = true;

  begin(): void {
    this.#value = 0;
    this.#octets = 0;
    this.#valid = true;
    this.#beginOctet();
  }

  beginUnknown(): void {
    this.begin();
    this.#value = UNKNOWN_CLAIM;
  }

  /** False when the byte cannot stand here; the address may be whole then. */
  take(byte: number): boolean {
    if (isDigit(byte)) {
      if (this.#digits === MAX_OCTET_DIGITS) return false;
      this.#digits++;
      this.#octet = this.#octet * 10 + byte - ZERO;
      return true;
    }
    if (byte !== DOT || this.#digits === 0 || this.#octets === OCTETS - 1) return false;
    this.#closeOctet();
    this.#octets++;
    this.#beginOctet();
    return true;
  }

  /** To be called once, at what follows the address. False when fewer than four groups were read. */
  close(): boolean {
    if (this.#octets < OCTETS - 1 || this.#digits === 0) return false;
    this.#closeOctet();
    return true;
  }

  /** 32 bits without sign, {@link UNKNOWN_CLAIM}, or {@link NO_CLAIM} when a group is past 255. */
  get address(): number {
    return this.#valid ? this.#value : NO_CLAIM;
  }

  #beginOctet(): void {
    this.#octet = 0;
    this.#digits = 0;
  }

  #closeOctet(): void {
    if (this.#octet > MAX_OCTET) this.#valid = false;
    this.#value = this.#value * 256 + this.#octet;
  }
}

/** The usual spelling of an address that was read; null for {@link UNKNOWN_CLAIM}. */
export function spellClaim(address: number): string | null {
  if (address === UNKNOWN_CLAIM) return null;
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}
