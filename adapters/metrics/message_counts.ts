/** What devices and people speak, as far as its messages are counted. */
export const PROTOCOLS = ["http", "switchboard", "mserver", "syncguard", "mqtt"] as const;
export type Protocol = typeof PROTOCOLS[number];

/** Counts messages that came in, by protocol: HTTP requests, Socket.IO events, frames, lines, MQTT publications. */
export class MessageCounts {
  readonly #counts = new Map<Protocol, number>(PROTOCOLS.map((protocol) => [protocol, 0]));

  /** To be called for each message, or for so many at once. */
  counter(protocol: Protocol): (count?: number) => void {
    return (count = 1) => {
      this.#counts.set(protocol, (this.#counts.get(protocol) ?? 0) + count);
    };
  }

  /** The totals of this moment. */
  read(): ReadonlyMap<string, number> {
    return new Map(this.#counts);
  }
}
