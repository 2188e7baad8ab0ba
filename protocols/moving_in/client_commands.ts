import { z } from "zod";

/** One command line, and whom it is for: the id of a client, its name, or its name in capitals. */
export interface OldCommand {
  readonly client: string;
  /** Null: no text. */
  readonly command: string | null;
}

const Key = z.union([z.string(), z.number().transform(String)]);
/** A line of a list: an object that names the client in one of the words which the old interface has for it. */
const Entry = z.object({
  client_id: Key.optional(),
  clientId: Key.optional(),
  id: Key.optional(),
  client_name: Key.optional(),
  clientName: Key.optional(),
  name: Key.optional(),
  command: z.unknown(),
});

/**
 * Reads `client_commands`: JSON text of an object with a command line for each client, by id or name. It may have been
 * turned into JSON twice, a command line may stand in an object of its own (`{"command": "…"}`), and there may be a
 * list in the place of the object. Undefined for anything else.
 */
export function readClientCommands(text: string): readonly OldCommand[] | undefined {
  const content = jsonOf(text);
  const inner = typeof content === "string" ? jsonOf(content) : content;
  if (Array.isArray(inner)) {
    const entries = inner.map(ofEntry);
    return entries.every((entry) => entry !== undefined) ? entries : undefined;
  }
  if (typeof inner !== "object" || inner === null) return undefined;
  return Object.entries(inner).map(([client, value]) => ({ client, command: lineOf(value) }));
}

function ofEntry(entry: unknown): OldCommand | undefined {
  const read = Entry.safeParse(entry);
  if (!read.success) return undefined;
  const { client_id, clientId, id, client_name, clientName, name, command } = read.data;
  const client = client_id ?? clientId ?? id ?? client_name ?? clientName ?? name;
  return client === undefined ? undefined : { client, command: lineOf(command) };
}

function lineOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  const inside = z.object({ command: z.string() }).safeParse(value);
  return inside.success ? inside.data.command : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
