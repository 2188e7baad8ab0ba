import { openIoPoll } from "../../../adapters/io_poll/io_poll.ts";
import {
  type ActorDefinition,
  type ActorRef,
  createSystem,
  type MailboxPolicy,
  type Question,
  type RestartPolicy,
} from "../../../actors/kernel/mod.ts";
import type { Handle, Library, Message, Start } from "../library.ts";
import { crashPool } from "./ours_crash_pool.ts";
import { churnOf, livesOf } from "./ours_lives.ts";
import { skynet } from "./ours_skynet.ts";

type Ref = ActorRef<Message>;

interface Next extends Question<number>, Message {}

/** Fits the largest batch; a bound is the subject of one workload only. */
const WIDE: MailboxPolicy = { capacity: 2 ** 17, whenFull: "fail" };
const NARROW: MailboxPolicy = { capacity: 1024, whenFull: "dropOldest" };

/** A budget that no round uses up, and no pause: what is timed is the restart. */
const AT_ONCE: Partial<RestartPolicy> = { maxRestarts: 1e6, initialBackoffMs: 0, maxBackoffMs: 0 };

/** As long as any ask of the program may take; a deadline is not optional. */
const ASK = { timeoutMs: 5000 } as const;

const ANSWERING: ActorDefinition<Next, void> = {
  kind: "answering",
  mailbox: WIDE,
  init: () => {},
  handle: (_, question, ctx) => ctx.reply(question, question.n + 1),
};

/** The actor runtime of this project, put together as the program does it. */
export async function openOurs(): Promise<Library<Ref>> {
  const { yieldToIo } = await openIoPoll();
  const system = createSystem({ yieldToIo });
  const start = <S, M extends Message>(definition: ActorDefinition<M, S, S>): Start<S, Ref> => {
    return (state) => system.spawn(definition, state) as Ref;
  };
  return {
    missing: {},
    define: (handle) => start(definitionOf(handle, WIDE)),
    bounded: (handle) => start(definitionOf(handle, NARROW)),
    fragile: (handle) => crashPool(system, { ...definitionOf(handle, WIDE), restart: AT_ONCE }),
    send: (to, message) => void to.tell(message),
    answering: () => system.spawn(ANSWERING, undefined, { key: "answering" }) as Ref,
    ask(to, n) {
      const next: Next = { type: "next", n };
      return (to as ActorRef<Next>).ask(next, ASK);
    },
    retire: () => {
      throw new Error("an actor ends by what its handler returns");
    },
    lives: livesOf(system),
    churn: churnOf(system),
    own: { skynet: () => skynet(system) },
  };
}

function definitionOf<S, M extends Message>(
  handle: Handle<S, M>,
  mailbox: MailboxPolicy,
): ActorDefinition<M, S, S> {
  return { kind: "benchmark", mailbox, init: (_, state) => state, handle };
}
