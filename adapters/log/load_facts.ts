import { getLogger } from "@logtape/logtape";
import type { ActorSystem } from "../../actors/kernel/mod.ts";
import { loadChanged } from "../../actors/load.ts";

const load = getLogger(["signalbox", "load"]);

/** Says once when there becomes more or less to do. Returns the way to stop. */
export function logLoad(system: ActorSystem): () => void {
  return system.subscribe(loadChanged, ({ state, causes }) => {
    const facts = { state, causes: causes.join(", ") };
    if (state === "normal") load.info("the load is normal again", facts);
    else load.warn("{state}: too much of {causes}", facts);
  });
}
