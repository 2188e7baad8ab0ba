import type { Cable } from "./cable.ts";
import type { Beats, Cabled } from "./demo_members.ts";

/** Who plays a member: one of our agents, or a fielded build under script. */
export interface Player {
  /** It is connected and taken in. */
  readonly online: boolean;
  /** As of its member. */
  beats?(): Beats;
  /** Lets it connect; resolves before it has. */
  start(): Promise<void>;
  /** Ends it cleanly. */
  stop(): Promise<void>;
}

/** A member that can be told to connect, and to leave for good. */
export type Played<M> = M & Pick<Player, "start" | "stop">;

/** Lets one of our agents play, which `begin` starts. @param beatsOf for one that counts what it sends */
export function agentPlayer<A extends { stop(): Promise<void> }>(
  begin: () => Promise<A>,
  isOnline: (agent: A) => boolean,
  beatsOf?: (agent: A) => Beats,
): Player {
  let agent: A | undefined;
  const nothing: Beats = { sent: 0, answered: null };
  return {
    ...(beatsOf === undefined ? {} : { beats: () => agent ? beatsOf(agent) : nothing }),
    get online() {
      return agent !== undefined && isOnline(agent);
    },
    async start() {
      agent = await begin();
    },
    async stop() {
      await agent?.stop();
    },
  };
}

/** What a member with a cable has besides what it is. @param stopped what else there is to end, after the player */
export function cabled(
  cable: Cable,
  player: Player,
  stopped: () => void = () => {},
): Played<Cabled & Pick<Player, "beats">> {
  const { beats } = player;
  return {
    ...(beats === undefined ? {} : { beats }),
    cutLink: () => cable.cut(),
    restoreLink: () => cable.mend(),
    dropLink: () => cable.drop(),
    start: () => player.start(),
    async stop() {
      await player.stop();
      stopped();
      await cable.remove();
    },
  };
}
