import type { ActorRef } from "../kernel/mod.ts";
import type { CameraFeed, CameraLink } from "./link.ts";
import type { CameraMessage } from "./messages.ts";

/** Brings what a link reports to its camera's actor. While that is behind, the socket is not read. */
export function feedOf(ref: ActorRef<CameraMessage>, link: CameraLink): CameraFeed {
  return {
    received(events, settled = 0) {
      const status = ref.tell({ type: "videoReceived", link, events, settled });
      if (status === "wait") return ref.writable();
      // The actor has ended, or rests after a crash: what is missing now would spoil the stream.
      if (status !== "accepted") link.close("The camera's actor takes nothing more.");
      return undefined;
    },
    closed: (reason) => void ref.tell({ type: "linkClosed", link, reason }),
  };
}

/** For a link that nobody waits for any more. */
export const DEAF_FEED: CameraFeed = { received: () => undefined, closed: () => {} };
