import { CommandFailed, commandOf, NO_PARAMS } from "./command.ts";

/** Longer than the control host waits is no use to it; the program goes on all the same. */
const ANSWER_MS = 29 * 60_000;

/** Runs the site's own payout program on this machine. There is none unless the settings name one. */
export const PAYOUT = commandOf({
  params: NO_PARAMS,
  cancellable: false,
  async run(_params, { tools: { payout, clock }, container }) {
    if (payout === undefined) {
      throw new CommandFailed(
        "Payout is not set up on this machine: name the program that pays out in the settings of the node agent " +
          '("payoutProgram" and "payoutArgs", where {container} stands for the container)',
      );
    }
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = clock.setTimer(ANSWER_MS, () => resolve(undefined));
    try {
      const result = await Promise.race([payout.pay(container), late]);
      if (result !== undefined) return { result };
    } finally {
      clock.clearTimer(timer);
    }
    throw new CommandFailed(
      `The payout of ${container} still runs after 29 minutes. It was not ended; do not repeat it before looking.`,
    );
  },
});
