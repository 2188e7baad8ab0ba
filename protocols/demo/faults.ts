import { z } from "zod";

/** Everything that can be made to go wrong in the demo, in the order in which it is told. */
export const DEMO_FAULTS = [
  "link-loss",
  "crash-loop",
  "slow-disk",
  "rotation-failure",
  "sync-loss",
  "frozen-camera",
  "garbage-sender",
  "reconnect-storm",
] as const;

/** One of them. */
export const DemoFaultName = z.enum(DEMO_FAULTS);
export type DemoFaultName = z.infer<typeof DemoFaultName>;

/** Something that goes wrong now. Times are epoch milliseconds. */
export const DemoFault = z.strictObject({
  name: DemoFaultName,
  /** Whom it touches, as the control host knows them: `display:Display_03`, `node:client123`. */
  members: z.array(z.string()),
  since: z.number(),
  /** When it ends by itself; absent: when it is cleared. */
  until: z.number().exactOptional(),
});
export type DemoFault = Readonly<z.infer<typeof DemoFault>>;

/** What goes wrong now. */
export const DemoFaultList = z.strictObject({ faults: z.array(DemoFault) });

/** A fault lasts so long at most: nobody looks at a demo for more than a day. */
export const LONGEST_FAULT_MS = 24 * 60 * 60 * 1_000;

/** How a fault is asked for. Absent `forMs`: until it is cleared. */
export const DemoFaultOrder = z.strictObject({
  forMs: z.int().min(1_000).max(LONGEST_FAULT_MS).exactOptional(),
});
export type DemoFaultOrder = Readonly<z.infer<typeof DemoFaultOrder>>;
