import { getLogger } from "@logtape/logtape";
import { channelChanged } from "../../actors/alerts/deliveries/messages.ts";
import type { ActorSystem } from "../../actors/kernel/mod.ts";

const alerts = getLogger(["signalbox", "alerts"]);

/** Says once that a channel does not take what it is sent, and once that it does again. Returns the way to stop. */
export function logAlertChannels(system: ActorSystem): () => void {
  return system.subscribe(channelChanged, ({ name, failing, reason }) => {
    if (failing) alerts.warn("the alert channel {name} fails: {reason}", { name, reason });
    else alerts.info("the alert channel {name} works again", { name });
  });
}
