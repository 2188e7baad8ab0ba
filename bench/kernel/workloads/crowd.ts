import type { Library } from "../library.ts";
import { now, perSecond } from "../timing.ts";

/** Actors that keep the event loop busy: each sends itself the next message while it handles one. */
export interface Crowd {
  begin(): void;
  /** Resolves when their last message is handled. */
  end(): Promise<void>;
  /** Messages per second since `begin` or the last call. */
  rate(): number;
}

/** Starts the actors; they are idle at first. */
export async function openCrowd<R>(library: Library<R>, size: number): Promise<Crowd> {
  const { send } = library;
  let busy = false;
  let handled = 0;
  let since = 0;
  const start = library.define((member: { self: R | undefined }) => {
    handled++;
    if (busy && member.self !== undefined) send(member.self, { type: "again", n: 0 });
  });
  const members = Array.from({ length: size }, () => ({ self: undefined as R | undefined }));
  for (const member of members) member.self = await start(member);
  return {
    begin() {
      busy = true;
      since = now();
      handled = 0;
      for (const { self } of members) if (self !== undefined) send(self, { type: "again", n: 0 });
    },
    async end() {
      busy = false;
      await pause(20);
    },
    rate() {
      const perSecondNow = perSecond(handled, now() - since);
      since = now();
      handled = 0;
      return perSecondNow;
    },
  };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
