import type { ActorSystem } from "./kernel/mod.ts";
import { listenerChanged, listenerRemoved, type ListenerStatus } from "./listener.ts";

/** Which ports serve, as the readiness check and the start-up lines tell it. */
export class ListenerBoard {
  readonly #statuses = new Map<string, ListenerStatus>();

  /** Follows the listeners of a system for as long as it runs. */
  constructor(system: ActorSystem) {
    system.subscribe(listenerChanged, (status) => this.#statuses.set(status.name, status));
    system.subscribe(listenerRemoved, ({ name }) => this.#statuses.delete(name));
  }

  /** Ready when there is a listener, and every one is up. */
  readiness(): {
    readonly ready: boolean;
    readonly listeners: { readonly name: string; readonly address: string; readonly up: boolean }[];
  } {
    const listeners = [...this.#statuses.values()].map(({ name, host, port, up }) => ({
      name,
      address: host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`,
      up,
    }));
    return { ready: listeners.length > 0 && listeners.every((listener) => listener.up), listeners };
  }
}
