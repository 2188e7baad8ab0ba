import { z } from "zod";
import { Time } from "./scalars.ts";

/** What tells one state of something that people edit from another. */
export const edited = {
  version: z.int().min(1).meta({
    description: "Goes up by one with each edit; also the ETag, in quotes.",
  }),
  updatedAt: Time.meta({ description: "When it was edited last." }),
  updatedBy: z.string().meta({
    description: "Who edited it last: the name of a token; empty where nobody wrote it down.",
  }),
};

/** ETags that a request names: some, for a copy may have been read more than once; each is a version. */
const IF_MATCH = /^(\*|"\d{1,15}"( *, *"\d{1,15}"){0,15})$/;

/**
 * The version that an edit was made from (RFC 9110, section 13.1.1). Where it is not the present one any more the
 * edit is refused, 412. Without it the edit replaces whatever is there, as older clients expect.
 */
export const EditHeaders = z.object({
  "if-match": z.string().max(320)
    .regex(IF_MATCH, 'must be the ETag as it was answered, such as "3"').optional()
    .meta({ example: '"3"' }),
});

/** The ETag of an answer. */
export const EditedHeaders = z.object({ ETag: z.string().meta({ example: '"3"' }) });

/** The ETag of something new, and where it is from now on. */
export const CreatedHeaders = EditedHeaders.extend({ Location: z.string() });
