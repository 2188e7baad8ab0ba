import { accessActor, type AccessCrypto } from "./access/access.ts";
import type { AccessMessage, AccessStore } from "./access/messages.ts";
import { displayActor } from "./displays/display.ts";
import { displaysActor } from "./displays/directory.ts";
import type { DisplaysMessage } from "./displays/messages.ts";
import type { DisplayStore } from "./displays/store.ts";
import type { ActorRef, ActorSystem, RestartPolicy } from "./kernel/mod.ts";
import { ledgerActor } from "./ledger/ledger.ts";
import type { CommandTargetMessage, LedgerMessage } from "./ledger/messages.ts";
import type { LedgerStore } from "./ledger/store.ts";
import type { PresetsMessage, PresetStore } from "./presets/messages.ts";
import { presetsActor } from "./presets/presets.ts";

/** What the fleet's actors need from outside. */
export interface TreeDependencies {
  readonly stores: {
    readonly ledger: LedgerStore;
    readonly displays: DisplayStore;
    readonly presets: PresetStore;
    readonly access: AccessStore;
  };
  /** Default: the runtime's Web Crypto. */
  readonly crypto?: AccessCrypto;
  readonly maxDisplays: number;
  /** The guide's 30 s, unless a test is in a hurry. */
  readonly checkIntervalMs: number;
  /** A minute, unless a test is in a hurry. */
  readonly warmUpMs?: number | undefined;
}

/**
 * The branches of the tree never give up: without the ledger or the directory the program would run and do
 * nothing, so one that fails again and again rests for some seconds and starts afresh.
 */
const BRANCH: Partial<RestartPolicy> = {
  maxRestarts: 5,
  withinMs: 30_000,
  whenExhausted: "coolDown",
  cooldownMs: 5_000,
};

/** The doors to the fleet. */
export interface Tree {
  readonly ledger: ActorRef<LedgerMessage>;
  readonly displays: ActorRef<DisplaysMessage>;
  readonly presets: ActorRef<PresetsMessage>;
  readonly access: ActorRef<AccessMessage>;
}

type FindTarget = (
  system: ActorSystem,
  key: string,
) => ActorRef<CommandTargetMessage> | undefined;

/** Kinds of members that take commands. A new kind of member is one more line. */
const COMMAND_TARGETS: Readonly<Record<string, FindTarget>> = {
  display: (system, key) => system.find(displayActor, key),
};

/**
 * Starts the supervision tree. Started in this order, stopped in reverse:
 *
 *     / ── ledger        every command, durable
 *       ├─ access        tokens and sessions
 *       ├─ displays      the directory ── one display each
 *       ├─ presets       groups and presets
 *       └─ listeners     one per port (the composition root adds them)
 */
export function startTree(system: ActorSystem, needs: TreeDependencies): Tree {
  const { stores } = needs;
  const ledger = system.spawn(ledgerActor, {
    store: stores.ledger,
    route: (kind, key) => COMMAND_TARGETS[kind]?.(system, key),
  }, { key: "ledger", restart: BRANCH });
  const access = system.spawn(accessActor, {
    store: stores.access,
    ...(needs.crypto === undefined ? {} : { crypto: needs.crypto }),
  }, {
    key: "access",
    restart: BRANCH,
  });
  const displays = system.spawn(displaysActor, {
    store: stores.displays,
    ledger,
    maxDisplays: needs.maxDisplays,
    checkIntervalMs: needs.checkIntervalMs,
    warmUpMs: needs.warmUpMs,
  }, { key: "displays", restart: BRANCH });
  const presets = system.spawn(presetsActor, { store: stores.presets, displays, ledger }, {
    key: "presets",
    restart: BRANCH,
  });
  return { ledger, access, displays, presets };
}
