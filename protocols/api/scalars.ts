import { z } from "zod";
import { readMacAddress } from "../mac_address.ts";

/** A moment: ISO-8601 in UTC, with milliseconds and `Z`. */
export const Time = z.iso.datetime().meta({ example: "2026-03-01T09:30:05.120Z" });

/**
 * What people call something: 1 to 255 characters (a file name's length, as the device protocol allows), not
 * blank, no control characters and no broken surrogates.
 */
export const Name = z.string().min(1).max(255)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, "must have no control characters")
  .regex(/\S/, "must not be blank");

/** Free text beside a name; may be empty. 2,000 characters are a screenful. */
export const Description = z.string().max(2_000)
  .regex(/^[^\p{Cs}\0]*$/u, "must have no NUL and no broken characters");

/**
 * A command line for a display's shell: 1 to 8,192 characters, the longest that Windows' `cmd` takes (8,191)
 * and one. No NUL, which no shell can carry.
 */
export const CommandLine = z.string().min(1).max(8_192)
  .refine((line) => !line.includes("\0"), "must have no NUL character");

/** Numbers that Signalbox gives to displays, groups and presets. Never used twice. */
export const Id = z.int().min(1);

/** An {@link Id} in a path. */
export const PathId = z.string().regex(/^[1-9]\d{0,14}$/, "must be a positive integer")
  .transform(Number).pipe(Id);

/** An id of the ledger (`cmd_…`, `exe_…`) or a token (`tok_…`) in a path. */
export const Handle = z.string().regex(
  /^[A-Za-z0-9_-]{1,128}$/,
  "must be an id as it was answered",
);

/** `true` or `false` in a query. */
export const Flag = z.enum(["true", "false"]).transform((word) => word === "true");

/** How many entries a page has. 500 keep an answer under a megabyte. */
export const Limit = z.coerce.number().int().min(1).max(500).default(100);

/** Where the next page begins: opaque, from the page before. */
export const Cursor = z.string().min(1).max(256);

/**
 * The address of a network card, in any usual spelling; it is answered in capitals with colons. Not that of a group
 * of machines, which no machine has.
 */
export const MacAddress = z.string().refine(
  (text) => readMacAddress(text) !== null,
  "must be the MAC address of one network card, for example 02:00:5E:00:53:01",
).meta({ example: "02:00:5E:00:53:01" });

/** How a member is known beside its health: whether it is there. */
export const Liveness = z.enum(["never_seen", "online", "stale", "offline"]);
