import type { Pace } from "./pace.ts";

/** The pace that all connections of one address share, for as long as any is open. */
export class AddressPaces {
  readonly #make: () => Pace;
  readonly #byAddress = new Map<string, { readonly pace: Pace; connections: number }>();

  constructor(make: () => Pace) {
    this.#make = make;
  }

  /** Counts a connection in, until it closes. */
  enter(
    address: string,
    connection: { once(event: "close", listener: () => void): unknown },
  ): Pace {
    const shared = this.#byAddress.get(address) ?? { pace: this.#make(), connections: 0 };
    this.#byAddress.set(address, shared);
    shared.connections++;
    connection.once("close", () => {
      if (--shared.connections === 0) this.#byAddress.delete(address);
    });
    return shared.pace;
  }
}
