import type {
  AccessChange,
  AccessStore,
  SessionRecord,
  TokenRecord,
} from "../../../actors/access/messages.ts";
import type { DisplayChange, DisplayRecord, DisplayStore } from "../../../actors/displays/store.ts";
import type { Group, Preset, PresetChange, PresetStore } from "../../../actors/presets/messages.ts";
import { CommitGate } from "./commit_gate.ts";
import { MemoryAlertStore } from "./memory_alert_store.ts";
import { handLinesOn, MemoryAuditStore } from "./memory_audit_store.ts";
import { MemoryAccountStore } from "./memory_account_store.ts";
import { MemoryCameraStore } from "./memory_camera_store.ts";
import { MemoryDeliveryStore } from "./memory_delivery_store.ts";
import { MemoryPresenceStore } from "./memory_presence_store.ts";
import { MemoryLedgerStore } from "./memory_ledger_store.ts";
import { MemoryHistoryStore, MemoryNodeStore } from "./memory_node_store.ts";
import { MemoryBackupStore, MemoryScheduleStore } from "./memory_schedule_store.ts";
import { MemorySyncStore } from "./memory_sync_store.ts";

/** The stores in memory; each has a `gate` that holds, fails and counts its commits. */
export interface MemoryStores {
  readonly ledger: MemoryLedgerStore;
  readonly displays: MemoryDisplayStore;
  readonly presets: MemoryPresetStore;
  readonly access: MemoryAccessStore;
  readonly accounts: MemoryAccountStore;
  readonly sync: MemorySyncStore;
  readonly nodes: MemoryNodeStore;
  readonly nodeHistory: MemoryHistoryStore;
  readonly schedules: MemoryScheduleStore;
  readonly backups: MemoryBackupStore;
  readonly cameras: MemoryCameraStore;
  readonly presence: MemoryPresenceStore;
  readonly alerts: MemoryAlertStore;
  readonly alertDeliveries: MemoryDeliveryStore;
  readonly audit: MemoryAuditStore;
}

/** Empty stores. A display that is removed leaves groups and presets, as on disk. */
export function createMemoryStores(): MemoryStores {
  const presets = new MemoryPresetStore();
  const nodeHistory = new MemoryHistoryStore();
  const audit = new MemoryAuditStore();
  const stores = {
    ledger: new MemoryLedgerStore(),
    displays: new MemoryDisplayStore(presets),
    presets,
    access: new MemoryAccessStore(),
    accounts: new MemoryAccountStore(),
    sync: new MemorySyncStore(),
    nodes: new MemoryNodeStore(nodeHistory),
    nodeHistory,
    schedules: new MemoryScheduleStore(),
    backups: new MemoryBackupStore(),
    cameras: new MemoryCameraStore(),
    presence: new MemoryPresenceStore(),
    alerts: new MemoryAlertStore(),
    alertDeliveries: new MemoryDeliveryStore(),
    audit,
  };
  const { access, accounts, displays, sync, nodes, schedules, cameras, alerts } = stores;
  handLinesOn(
    [access, accounts, displays, presets, sync, nodes, schedules, cameras, alerts],
    audit,
  );
  return stores;
}

/** Displays in memory. */
export class MemoryDisplayStore implements DisplayStore {
  readonly gate = new CommitGate();
  readonly #displays = new Map<number, DisplayRecord>();
  readonly #presets: MemoryPresetStore | undefined;
  #lastId = 0;

  constructor(presets?: MemoryPresetStore) {
    this.#presets = presets;
  }

  commit(changes: readonly DisplayChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  displays(): readonly DisplayRecord[] {
    return [...this.#displays.values()].sort((a, b) => a.id - b.id);
  }

  nextDisplayId(): number {
    return ++this.#lastId;
  }

  #apply(change: DisplayChange): void {
    if (change.type === "displayRemoved") {
      this.#displays.delete(change.id);
      this.#presets?.replaceDisplay(change.id, change.into);
      return;
    }
    const { id } = change.display;
    const aliases = distinct(change.display.aliases);
    this.#releaseNames(new Set(aliases.map(fold)), id);
    this.#displays.set(id, { ...change.display, aliases });
    this.#lastId = Math.max(this.#lastId, id);
  }

  // A name belongs to one display: the last one saved with it.
  #releaseNames(keys: ReadonlySet<string>, owner: number): void {
    for (const [id, display] of this.#displays) {
      if (id === owner) continue;
      const aliases = display.aliases.filter((alias) => !keys.has(fold(alias)));
      this.#displays.set(id, { ...display, aliases });
    }
  }
}

/** Groups and presets in memory. */
export class MemoryPresetStore implements PresetStore {
  readonly gate = new CommitGate();
  readonly #groups = new Map<number, Group>();
  readonly #presets = new Map<number, Preset>();
  #lastGroupId = 0;
  #lastPresetId = 0;

  commit(changes: readonly PresetChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  groups(): readonly Group[] {
    return [...this.#groups.values()].sort((a, b) => a.id - b.id);
  }

  presets(): readonly Preset[] {
    return [...this.#presets.values()].sort((a, b) => a.id - b.id);
  }

  nextGroupId(): number {
    return ++this.#lastGroupId;
  }

  nextPresetId(): number {
    return ++this.#lastPresetId;
  }

  /** What the display store does here when a display goes: hand its places over, or give them up. */
  replaceDisplay(id: number, into: number | null): void {
    for (const group of this.groups()) {
      const displayIds = replaced(group.displayIds, (entry) => entry, (_, to) => to, id, into);
      this.#groups.set(group.id, { ...group, displayIds });
    }
    for (const preset of this.presets()) {
      const commands = replaced(
        preset.commands,
        (line) => line.displayId,
        (line, to) => ({ ...line, displayId: to }),
        id,
        into,
      );
      this.#presets.set(preset.id, { ...preset, commands });
    }
  }

  #apply(change: PresetChange): void {
    switch (change.type) {
      case "groupSaved":
        this.#lastGroupId = Math.max(this.#lastGroupId, change.group.id);
        this.#groups.set(change.group.id, change.group);
        return;
      case "groupRemoved":
        return this.#removeGroup(change.id);
      case "presetSaved":
        this.#lastPresetId = Math.max(this.#lastPresetId, change.preset.id);
        this.#savePreset(change.preset);
        return;
      case "presetExecuted":
        this.#executed(change.id, change.at);
        return;
      case "presetRemoved":
        this.#presets.delete(change.id);
    }
  }

  #savePreset(preset: Preset): void {
    const { lastExecutedAt } = this.#presets.get(preset.id) ?? preset;
    this.#presets.set(preset.id, { ...preset, lastExecutedAt });
  }

  #executed(id: number, at: number): void {
    const preset = this.#presets.get(id);
    if (preset) this.#presets.set(id, { ...preset, lastExecutedAt: at });
  }

  #removeGroup(id: number): void {
    this.#groups.delete(id);
    for (const preset of this.presets()) {
      if (preset.groupId === id) this.#presets.set(preset.id, { ...preset, groupId: null });
    }
  }
}

/** Tokens and sessions in memory. */
export class MemoryAccessStore implements AccessStore {
  readonly gate = new CommitGate();
  readonly #tokens = new Map<string, TokenRecord>();
  readonly #sessions = new Map<string, SessionRecord>();

  commit(changes: readonly AccessChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  tokens(): readonly TokenRecord[] {
    return [...this.#tokens.values()];
  }

  sessions(): readonly SessionRecord[] {
    return [...this.#sessions.values()];
  }

  #apply(change: AccessChange): void {
    switch (change.type) {
      case "tokenSaved":
        this.#tokens.set(change.token.id, change.token);
        return;
      case "tokenRemoved":
        this.#tokens.delete(change.id);
        for (const { hash, tokenId } of this.sessions()) {
          if (tokenId === change.id) this.#sessions.delete(hash);
        }
        return;
      case "sessionSaved":
        this.#sessions.set(change.session.hash, change.session);
        return;
      case "sessionRemoved":
        this.#sessions.delete(change.hash);
    }
  }
}

function replaced<T>(
  entries: readonly T[],
  idOf: (entry: T) => number,
  withId: (entry: T, id: number) => T,
  from: number,
  into: number | null,
): readonly T[] {
  const gone = into === null || entries.some((entry) => idOf(entry) === into);
  return entries.flatMap((entry) => {
    if (idOf(entry) !== from) return [entry];
    return gone ? [] : [withId(entry, into)];
  });
}

function distinct(aliases: readonly string[]): readonly string[] {
  const keys = aliases.map(fold);
  return aliases.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}

function fold(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
