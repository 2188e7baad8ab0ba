import type { Identity } from "../../../actors/access/messages.ts";
import type { Command } from "../../../actors/ledger/command.ts";
import { demandRight } from "../door/authentication.ts";

/** Whom an answer is for. */
export type Reader = Pick<Identity, "rights">;

/** Everybody at once, as in a stream of events: what needs a right is left out. */
export const ANYBODY: Reader = { rights: [] };

type Result = Command["result"];

/** Stands for the text of a log, where whoever reads may not have it. */
const WITHHELD: NonNullable<Result> = { withheld: "this needs the right logs" };

/** True when what a command answers is a container's log. */
export function saysLog({ order }: Pick<Command, "order">): boolean {
  return order.action === "logs";
}

/** What a member answered, as far as `reader` may know it. */
export function resultFor(row: Pick<Command, "order">, result: Result, reader: Reader): Result {
  if (result === null || !saysLog(row) || reader.rights.includes("logs")) return result;
  return WITHHELD;
}

/** Refuses a reader who may not have what a command says. */
export function demandOutput(row: Pick<Command, "order">, reader: Reader): void {
  if (saysLog(row)) demandRight(reader, "logs");
}
