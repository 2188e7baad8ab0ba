import type { CommandLine } from "../command_line.ts";
import { ago, day } from "../api/listing.ts";
import { visible } from "./visible.ts";

/** A token, from the API (times are texts) or from the host's own store (epoch milliseconds). */
export interface ShownToken {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly rights: readonly string[];
  readonly createdAt: string | number;
  readonly expiresAt: string | number | null;
  readonly lastUsedAt: string | number | null;
}

/** Heads of a table of tokens. */
export function tokenHeads({ texts: { columns } }: CommandLine): string[] {
  const { id, name, role, rights, created, expires, lastUsed } = columns;
  return [id, name, role, rights, created, expires, lastUsed];
}

/** One row of it. */
export function tokenCells(token: ShownToken, cli: CommandLine): string[] {
  return [
    token.id,
    visible(token.name),
    token.role,
    token.rights.join(", ") || "-",
    ago(token.createdAt, cli),
    day(token.expiresAt),
    ago(token.lastUsedAt, cli),
  ];
}
