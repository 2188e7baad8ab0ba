import type { Order } from "../../ledger/command.ts";
import type { NodeHostState, OpenCommand } from "../node_host_state.ts";

/** How long a log is followed when nobody says otherwise: as long as our own agent does. */
export const FOLLOW_MS = 3_600_000;

/** Logs of one host that are followed at once; each costs a fielded client a question every three seconds. */
export const MAX_FOLLOWS = 8;

/** One stretch of following: until the connection is lost, the client has had enough, or its answer is there. */
export interface FollowLeg {
  /** The id that the client knows it by. One for each leg: clients do not run an id twice. */
  readonly wireId: string;
  /** True: the client follows by itself. False: it was asked for the end of the log once. */
  readonly streaming: boolean;
  /** Monotonic ms. */
  readonly startedAt: number;
  /** The client's number of what it has said last. */
  sequence: number;
  /** What came first, to be compared with what was seen before; undefined once that is done, or need not be. */
  gathered: string[] | undefined;
  /** A line that has no end yet. */
  rest: string;
}

/** A log that is followed: one command of the ledger, whatever happens to the connection. */
export interface LogFollow {
  readonly entry: OpenCommand;
  readonly container: string;
  /** How many lines of the past were asked for. */
  readonly lines: number;
  /** The last lines that were told, to see which of the next are new. */
  seen: readonly string[];
  leg: FollowLeg | undefined;
  legs: number;
  /** Answers without a log in a row. */
  failures: number;
  /** What the host's readings said of the container at the last look; undefined before the first. */
  mark: ContainerMark | undefined;
}

/** By what a new start of a container is seen in its host's readings. */
export interface ContainerMark {
  readonly id: string;
  readonly receivedBytes: number;
}

/** Ids that are remembered after their time: some for each log that may be followed. */
const MAX_ENDED = 64;

/** The follow that a client's id belongs to. */
export function followOf(
  { follows }: Pick<NodeHostState, "follows">,
  wireId: string,
): LogFollow | undefined {
  for (const follow of follows.values()) if (follow.leg?.wireId === wireId) return follow;
  return undefined;
}

/** An id that is over for us: what its client still says of it is nothing new. `known`: the client knows that. */
export function rememberEnded(
  { endedIds }: Pick<NodeHostState, "endedIds">,
  wireId: string,
  known: boolean,
): void {
  endedIds.set(wireId, known);
  const [oldest] = endedIds.keys();
  if (endedIds.size > MAX_ENDED && oldest !== undefined) endedIds.delete(oldest);
}

/** The timer of a follow: the next question, or the end of gathering. */
export function followTimer(commandId: string): string {
  return `follow:${commandId}`;
}

/** True for an order to follow a container's log. */
export function isFollow({ action, params }: Order): boolean {
  return action === "logs" && params.follow === true;
}
