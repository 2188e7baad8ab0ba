import { siteRecordingChanged } from "../actors/cameras/log_topics.ts";
import type { ActorSystem } from "../actors/kernel/mod.ts";

/** A viewer that has just connected begins to listen for orders about then. */
const REPEAT_MS = 1_000;

/** Repeats the order to record over MQTT: a fielded viewer that comes later has not heard it (camera builds V2, V3). */
export class RecordRepeats {
  #recording = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Follows the site's recording for as long as the system runs. */
  constructor(system: ActorSystem, private readonly repeat: () => void) {
    system.subscribe(siteRecordingChanged, ({ since }) => this.#recording = since !== null);
  }

  /** However many come at once, the order is repeated once. */
  viewerCame(): void {
    if (!this.#recording || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#recording) this.repeat();
    }, REPEAT_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
