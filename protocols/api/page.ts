import { z } from "zod";

/** One page of a list; `nextCursor` is null on the last. */
export function pageOf<T extends z.ZodType>(item: T, id: string) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() }).meta({
    id,
    description: "One page. Give nextCursor as cursor to get the next; null: there is none.",
  });
}
