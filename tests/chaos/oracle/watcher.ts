import { setTimeout as wait } from "node:timers/promises";
import type { Camera } from "../../../protocols/api/camera.ts";
import type { Api } from "../../support/api/api.ts";
import type { Timeline } from "../torments/timeline.ts";

/** A member that was said to be gone. */
export interface Sighting {
  /** Epoch ms of the real clock, at the first look at which it was. */
  readonly at: number;
  /** `display`, `node` or `syncHost`. */
  readonly kind: string;
  /** As alerts have it. */
  readonly key: string;
}

const LOOK_MS = 2_000;
/** A look that takes longer is none: the machine, the network or the control host is busy. */
const LOOK_TIMEOUT_MS = 4_000;
/** Our own timers are this late: the machine has more to do than it can, and so has the control host on it. */
const LATE_MS = 200;
const TICK_MS = 250;

interface Listed {
  readonly id?: number;
  readonly serverId?: string;
}

/** Looks at the lists again and again, as a dashboard does, and notes who is called offline. */
export class Watcher {
  readonly sightings: Sighting[] = [];
  #gone = new Set<string>();
  #over = false;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly api: Api,
    private readonly timeline: Timeline,
    private readonly onCameras: (cameras: readonly Camera[]) => void,
  ) {}

  start(): void {
    this.#looking = Promise.all([this.#look(), this.#feel()]);
  }

  async stop(): Promise<void> {
    this.#over = true;
    await this.#looking;
  }

  async #look(): Promise<void> {
    while (!this.#over) {
      await wait(LOOK_MS);
      // A host that is dead or slow is another's matter.
      await this.#lookOnce().catch(() => {});
    }
  }

  async #lookOnce(): Promise<void> {
    const signal = AbortSignal.timeout(LOOK_TIMEOUT_MS);
    const list = async <T>(path: string) =>
      (await this.api.call<{ readonly items: readonly T[] }>(`/api/v1/${path}`, { signal })).items;
    const gone = new Set<string>();
    for (const [kind, path] of Object.entries(LISTS)) {
      for (const { id, serverId } of await list<Listed>(`${path}?liveness=offline&limit=500`)) {
        gone.add(`${kind}/${id ?? serverId}`);
      }
    }
    for (const each of gone) if (!this.#gone.has(each)) this.#note(each);
    this.#gone = gone;
    this.onCameras(await list<Camera>("cameras"));
  }

  #note(member: string): void {
    const [kind = "", key = ""] = member.split("/");
    this.sightings.push({ at: Date.now(), kind, key });
  }

  async #feel(): Promise<void> {
    while (!this.#over) {
      const due = performance.now() + TICK_MS;
      await wait(TICK_MS);
      if (performance.now() - due > LATE_MS) this.timeline.late.push(Date.now());
    }
  }
}

const LISTS = { display: "displays", node: "nodes", syncHost: "sync-hosts" } as const;
