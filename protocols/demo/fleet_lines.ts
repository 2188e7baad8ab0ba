/**
 * What a demo and the process of its fleet say to each other: a line of JSON each, over the fleet's standard input
 * and output. The first line down is the order; the end of the input ends the fleet, so that none outlives its demo.
 *
 * @module
 */
import { z } from "zod";
import { DemoFault, DemoFaultName, DemoFaultOrder } from "./faults.ts";

const Id = z.int().min(0);
const Count = z.int().min(0);
const Port = z.int().min(1).max(65_535);

/** Which fleet to play, and at which control host: the first line down. */
export const FleetOrder = z.strictObject({
  httpUrl: z.string(),
  deviceUrl: z.strictObject({ host: z.string(), port: Port }),
  mqttUrl: z.string(),
  cameraPort: Port,
  scale: z.strictObject({
    displays: Count,
    nodeHosts: Count,
    containersPerHost: Count,
    syncHosts: Count,
    cameras: Count,
  }),
  seed: z.int(),
  stateDir: z.string(),
  timeScale: z.number().positive().exactOptional(),
});
export type FleetOrder = Readonly<z.infer<typeof FleetOrder>>;

/** What the fleet is asked for while it runs. Each is answered by one `done` with the same id. */
export const FleetRequest = z.strictObject({
  type: z.enum(["inject", "clear"]),
  id: Id,
  name: DemoFaultName,
  ...DemoFaultOrder.shape,
});
export type FleetRequest = Readonly<z.infer<typeof FleetRequest>>;

/** What the fleet says. */
export const FleetSaying = z.discriminatedUnion("type", [
  /** Every member was started; `members` of them. */
  z.strictObject({ type: z.literal("ready"), members: z.int() }),
  z.strictObject({
    type: z.literal("log"),
    level: z.enum(["debug", "info", "warn", "error"]),
    sentence: z.string(),
  }),
  /** What goes wrong now; said at each change. */
  z.strictObject({ type: z.literal("faults"), faults: z.array(DemoFault) }),
  z.strictObject({ type: z.literal("done"), id: Id, failure: z.string().nullable() }),
]);
export type FleetSaying = z.infer<typeof FleetSaying>;
