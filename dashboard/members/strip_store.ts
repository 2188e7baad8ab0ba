import { signal } from "@preact/signals";
import type { Strip, StripPage } from "../../protocols/api/presence.ts";
import { callApi } from "../wire/api.ts";
import { now } from "../wire/clock.ts";
import { onEvent } from "../wire/connection.ts";

/** A strip with the day that it is of. */
export interface KnownStrip extends Pick<StripPage, "from" | "to"> {
  readonly strip: Strip;
}

/** Rows that come into sight together are asked for together. */
const GATHER_MS = 100;
/** The day goes on; nobody sees five minutes of it. */
const OLD_MS = 300_000;
/** One request's worth. */
const MOST_KEYS = 100;

/** The strips of members of one kind that somebody looks at; a table of a thousand asks for those in sight. */
export class StripStore {
  readonly #kind: StripPage["kind"];
  readonly #known = new Map<string, KnownStrip & { readonly readAt: number }>();
  readonly #wanted = new Set<string>();
  readonly #version = signal(0);
  #gathering = false;

  constructor(kind: StripPage["kind"]) {
    this.#kind = kind;
    onEvent((event) => {
      if (event.type === "member.liveness" && event.data.kind === kind) this.#age(event.data.key);
    });
  }

  /** What is known of a member's day; asked for where it is not, or is old. */
  get(key: string): KnownStrip | undefined {
    void this.#version.value;
    const known = this.#known.get(key);
    if (known === undefined || now.value - known.readAt > OLD_MS) this.#want(key);
    return known;
  }

  /** It is shown until it has been read again. */
  #age(key: string): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#known.set(key, { ...known, readAt: 0 });
    this.#version.value++;
  }

  #want(key: string): void {
    this.#wanted.add(key);
    if (this.#gathering) return;
    this.#gathering = true;
    setTimeout(() => void this.#read(), GATHER_MS);
  }

  async #read(): Promise<void> {
    const keys = [...this.#wanted].slice(0, MOST_KEYS);
    for (const key of keys) this.#wanted.delete(key);
    const query = { kind: this.#kind, hours: "24", key: keys };
    const answer = await callApi<StripPage>("strips", { query });
    this.#gathering = false;
    const readAt = Date.now();
    if (!answer.ok) return;
    const { from, to, items } = answer.value;
    // Of one that has no past yet nothing comes.
    for (const key of keys) {
      const strip = items.find((one) => one.key === key) ?? { key, name: "", segments: [] };
      this.#known.set(key, { strip, from, to, readAt });
    }
    this.#version.value++;
    const [next] = this.#wanted;
    if (next !== undefined) this.#want(next);
  }
}
