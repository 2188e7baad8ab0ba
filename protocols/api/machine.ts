import { z } from "zod";
import { pageOf } from "./page.ts";
import { Limit, Liveness } from "./scalars.ts";

/** What may stand on a machine. */
export const MachineMemberKind = z.enum(["display", "node", "syncHost", "camera"]);

/** One member of the fleet, as far as a machine's card shows it. */
export const MachineMember = z.strictObject({
  kind: MachineMemberKind,
  key: z.string().meta({ description: "As in its own list: a number, or a server id." }),
  name: z.string(),
  by: z.enum(["peer", "claimed"]).meta({
    description:
      "peer: the address that we see. claimed: the one that it says, and no other is known.",
  }),
  claimedAddress: z.string().nullable(),
  liveness: Liveness,
  state: z.string().nullable().meta({
    description: "The health of a display or node, a sync host's state, a camera's stream.",
  }),
  link: z.string().meta({ description: "Behind /api/v1.", example: "/displays/7" }),
}).meta({ id: "MachineMember", description: "A member of the fleet that stands on a machine." });
export type MachineMember = z.infer<typeof MachineMember>;

/** Members of the fleet at one address. */
export const Machine = z.strictObject({
  address: z.string(),
  liveness: Liveness.meta({
    description: "The best of its members': the machine itself is there.",
  }),
  members: z.array(MachineMember).meta({ description: "The first 100, by kind and name." }),
  total: z.int().meta({ description: "All members at this address." }),
}).meta({ id: "Machine", description: "Members of the fleet at one address." });
export type Machine = z.infer<typeof Machine>;

export const MachinePage = pageOf(Machine, "MachinePage");
export type MachinePage = z.infer<typeof MachinePage>;

/** Filters of the list. `q` looks into addresses and names of members; `shared` leaves out machines of one member. */
export const MachineQuery = z.strictObject({
  q: z.string().min(1).max(255).optional(),
  shared: z.enum(["true", "false"]).transform((word) => word === "true").optional(),
  cursor: z.string().min(1).max(256).optional(),
  limit: Limit,
});
