import { numberIn } from "../id_key.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import type { LedgerMessage } from "../ledger/messages.ts";
import type { Outcome } from "../outcome.ts";
import type { DeviceLines } from "./device_lines.ts";
import { displayActor } from "./display.ts";
import type { DisplayMessage, DisplaysMessage, PendingSave } from "./messages.ts";
import type { NameIndex } from "./name_index.ts";
import { claimsOf, type Seat } from "./seat.ts";
import type { DisplayRecord, DisplayStore } from "./store.ts";
import type { WakePort } from "./wake_port.ts";

/** What the directory is started with. */
export interface DirectoryArgs {
  readonly store: DisplayStore;
  readonly ledger: ActorRef<LedgerMessage>;
  /** Devices need no token to register, so their number has a limit. */
  readonly maxDisplays: number;
  readonly checkIntervalMs: number;
  /** How long after the start nothing is called offline; default a minute. */
  readonly warmUpMs?: number | undefined;
  /** Sends magic packets; without it no display can be woken. */
  readonly wake?: WakePort | undefined;
}

/** One display as the directory keeps it. */
export interface Member {
  readonly seat: Seat;
  readonly ref: ActorRef<DisplayMessage>;
}

/** Called once a newcomer is on the disk, or could not be put there. */
export type Waiter = (outcome: Outcome<Member>) => void;

/** The directory's state; built from the store at every start. */
export interface Directory {
  readonly args: DirectoryArgs;
  readonly members: Map<number, Member>;
  readonly names: NameIndex;
  /** Who waits for a display that is on its way to the disk, by folded name. */
  readonly newcomers: Map<string, Waiter[]>;
  readonly warmUpUntil: number;
  nextId: number;
  /** True while a batch is on its way to the disk; the next one gathers meanwhile. */
  saving: boolean;
  queue: PendingSave[];
  readonly deviceLines: DeviceLines;
}

export type DirectoryContext = Context<DisplaysMessage>;

/** Gives a display its actor and its names. */
export function admit(directory: Directory, record: DisplayRecord, ctx: DirectoryContext): Member {
  const seat: Seat = {
    record,
    link: undefined,
    contenders: [],
    dirty: false,
    onDisk: claimsOf(record),
    state: undefined,
  };
  const { ledger, checkIntervalMs, wake } = directory.args;
  const ref = ctx.spawn(
    displayActor,
    { seat, ledger, checkIntervalMs, warmUpUntil: directory.warmUpUntil, wake },
    { key: String(record.id) },
  );
  const member = { seat, ref };
  directory.members.set(record.id, member);
  directory.names.add(record.id, namesOf(record));
  return member;
}

/** Every name a display answers to. */
export function namesOf(record: DisplayRecord): readonly string[] {
  return [record.name, ...record.aliases];
}

/** Finds a display by name, alias or id, in this order; by its id alone where that is asked for (`id:7`). */
export function lookUp(directory: Directory, nameOrId: string): Member | undefined {
  const id = numberIn(nameOrId);
  if (id !== undefined) return directory.members.get(id);
  const byName = directory.names.find(nameOrId);
  if (byName !== undefined) return directory.members.get(byName);
  return /^\d{1,15}$/.test(nameOrId) ? directory.members.get(Number(nameOrId)) : undefined;
}
