import type { Topic } from "../kernel/mod.ts";
import type { PollStatus } from "./messages.ts";

/** A sync host that is polled does not answer any more, or answers again. */
export const syncPollChanged: Topic<PollStatus & { readonly name: string }> = {
  name: "syncPoll.changed",
};
/** The config file's sync hosts and walls hold from now on. */
export const syncConfigured: Topic<
  { readonly hosts: number; readonly polls: number; readonly walls: number }
> = { name: "sync.configured" };
