import { z } from "zod";
import { edited } from "./edit.ts";
import { Description, Id, Name, PathId, Time } from "./scalars.ts";

/** Members of one group at most: twice the largest fleet that is tested. */
const MAX_MEMBERS = 10_000;

/** Displays that belong together. */
export const Group = z.strictObject({
  id: Id,
  name: z.string(),
  description: z.string(),
  displayIds: z.array(Id),
  createdAt: Time,
  ...edited,
}).meta({ id: "Group", description: "Displays that belong together." });
export type Group = z.infer<typeof Group>;

export const GroupList = z.strictObject({ items: z.array(Group) })
  .meta({ id: "GroupList", description: "Every group, ordered by id." });

/** A group as it is asked for; an update replaces all of it. */
export const GroupDraft = z.strictObject({
  name: Name,
  description: Description.default(""),
  displayIds: z.array(Id).max(MAX_MEMBERS),
}).meta({ id: "GroupDraft", description: "A group as it is to be." });

/** Which group or preset. */
export const IdPath = z.object({ id: PathId });
