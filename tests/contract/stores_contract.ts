import assert from "node:assert/strict";
import type { AccessStore } from "../../actors/access/messages.ts";
import type { DisplayStore } from "../../actors/displays/store.ts";
import type { Command } from "../../actors/ledger/command.ts";
import { BadCursor } from "../../actors/ledger/store.ts";
import type { LedgerStore } from "../../actors/ledger/store.ts";
import type { PresetStore } from "../../actors/presets/messages.ts";
import { StorageError } from "../../actors/storage_error.ts";
import {
  AT,
  sampleCommand,
  sampleDisplay,
  sampleExecution,
  sampleGroup,
  sampleKey,
  samplePreset,
  sampleToken,
} from "../support/stores/store_samples.ts";

/** What the contract runs against. */
export interface StoresUnderTest {
  readonly ledger: LedgerStore;
  readonly displays: DisplayStore;
  readonly presets: PresetStore;
  readonly access: AccessStore;
  close(): Promise<void>;
}

type Check = (stores: StoresUnderTest) => Promise<void>;

const LEDGER: Record<string, Check> = {
  async "historyPruned forgets the oldest final commands, and no event from the middle"(
    { ledger },
  ) {
    const OLD = AT - 1_000;
    const add = (id: string, at: number, changes: Partial<Command> = {}) => {
      const times = { createdAt: at, updatedAt: at };
      const command = sampleCommand(id, { ...times, state: "completed", ...changes });
      return { type: "commandAdded", command } as const;
    };
    await ledger.commit([
      { type: "executionAdded", execution: sampleExecution("exe_1", { createdAt: OLD }) },
      { type: "executionAdded", execution: sampleExecution("exe_2", { createdAt: OLD }) },
      add("cmd_1", OLD, { executionId: "exe_1" }),
      add("cmd_2", OLD, { state: "queued", executionId: "exe_2" }),
      add("cmd_3", AT),
      add("cmd_4", OLD),
    ]);
    await ledger.commit([{ type: "historyPruned", before: AT, atMost: 10 }]);
    const left = (ids: readonly string[]) => ids.filter((id) => ledger.command(id) !== undefined);
    assert.deepEqual(left(["cmd_1", "cmd_2", "cmd_3", "cmd_4"]), ["cmd_2", "cmd_3"]);
    assert.equal(ledger.execution("exe_1"), undefined);
    assert.ok(ledger.execution("exe_2"), "a command of it is left");
    const events = ["cmd_1", "cmd_2", "cmd_3", "cmd_4"].map((id) =>
      ledger.commandEvents(id).length
    );
    assert.deepEqual(events, [0, 0, 1, 1], "all before the first that is young");
  },

  async "historyPruned forgets so many at most, and goes on with the next"({ ledger }) {
    const ids = ["cmd_1", "cmd_2", "cmd_3", "cmd_4", "cmd_5"];
    await ledger.commit(ids.map((id, index) => ({
      type: "commandAdded",
      command: sampleCommand(id, { state: "failed", createdAt: AT + index, updatedAt: AT + index }),
    })));
    const prune = { type: "historyPruned", before: AT + 100, atMost: 2 } as const;
    const rows = () => ids.filter((id) => ledger.command(id) !== undefined);
    const noted = () => ids.filter((id) => ledger.commandEvents(id).length > 0);
    await ledger.commit([prune]);
    assert.deepEqual([rows(), noted()], [["cmd_3", "cmd_4", "cmd_5"], ["cmd_5"]]);
    await ledger.commit([prune]);
    await ledger.commit([prune]);
    assert.deepEqual([rows(), noted()], [[], []]);
    await ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_6") }]);
    assert.equal(ledger.commandEvents("cmd_6")[0]?.sequence, 6, "numbers are never used again");
  },

  async "idempotencyPruned forgets keys that are older than a moment"({ ledger }) {
    await ledger.commit([sampleKey("old", AT - 1), sampleKey("new", AT)]);
    await ledger.commit([{ type: "idempotencyPruned", before: AT }]);
    assert.equal(ledger.remembered("operator", "old"), undefined);
    assert.ok(ledger.remembered("operator", "new"));
  },

  async "commit() makes a command readable, with every field"({ ledger }) {
    const command = sampleCommand("cmd_1", {
      idempotencyKey: "k",
      waitOnlineUntil: AT + 5,
      offsetMs: 2_000,
      result: { success: true, nested: [1, null, "가"] },
      reason: "because",
    });
    await ledger.commit([{ type: "commandAdded", command }]);
    assert.deepEqual(ledger.command("cmd_1"), command);
    assert.equal(ledger.command("cmd_2"), undefined);
  },

  async "commit() writes one event for each state, and for what is only noted"({ ledger }) {
    const command = sampleCommand("cmd_1");
    const done = { ...command, state: "completed", updatedAt: AT + 9, result: { pid: 4 } } as const;
    await ledger.commit([{ type: "commandAdded", command }]);
    await ledger.commit([{ type: "commandChanged", command: done }]);
    const note = {
      commandId: "cmd_1",
      at: AT + 20,
      state: "failed",
      reason: "late",
      result: null,
    } as const;
    await ledger.commit([{ type: "commandNoted", event: note }]);
    const events = ledger.commandEvents("cmd_1");
    assert.deepEqual(events.map(({ state, at }) => [state, at]), [
      ["queued", AT],
      ["completed", AT + 9],
      ["failed", AT + 20],
    ]);
    assert.deepEqual(events[1]?.result, { pid: 4 });
    const sequences = events.map(({ sequence }) => sequence);
    assert.deepEqual(sequences, [...new Set(sequences)].sort((a, b) => a - b));
    assert.deepEqual(ledger.command("cmd_1"), done);
  },

  async "commit() is all or nothing when one change is refused"({ ledger }) {
    await ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_1") }]);
    await assert.rejects(
      ledger.commit([
        { type: "commandAdded", command: sampleCommand("cmd_2") },
        { type: "commandAdded", command: sampleCommand("cmd_1") },
      ]),
      (error) => error instanceof StorageError && error.reason === "failed",
    );
    assert.equal(ledger.command("cmd_2"), undefined);
    assert.equal(ledger.commandEvents("cmd_2").length, 0);
    await ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_2") }]);
    assert.ok(ledger.command("cmd_2"));
  },

  async "commit() applies concurrent commits in the order of the calls"({ ledger }) {
    const command = sampleCommand("cmd_1");
    await Promise.all([
      ledger.commit([{ type: "commandAdded", command }]),
      ledger.commit([{ type: "commandChanged", command: { ...command, state: "sent" } }]),
      ledger.commit([{ type: "commandChanged", command: { ...command, state: "running" } }]),
    ]);
    assert.equal(ledger.command("cmd_1")?.state, "running");
  },

  async "unfinished() lists what is not final, in the order of adding"({ ledger }) {
    const ids = ["cmd_z", "cmd_a", "cmd_m"];
    await ledger.commit(
      ids.map((id) => ({ type: "commandAdded", command: sampleCommand(id) }) as const),
    );
    const failed = sampleCommand("cmd_a", { state: "failed" });
    await ledger.commit([{ type: "commandChanged", command: failed }]);
    assert.deepEqual(ledger.unfinished().map(({ id }) => id), ["cmd_z", "cmd_m"]);
    assert.equal(ledger.unfinished(1).length, 1);
  },

  async "commands() pages newest first, without gap or repeat, while rows are added"({ ledger }) {
    // Five share one moment, so that the id has to decide.
    const ids = Array.from({ length: 12 }, (_, i) => `cmd_${String(i).padStart(2, "0")}`);
    const added = ids.map((id, i) =>
      ({
        type: "commandAdded",
        command: sampleCommand(id, { createdAt: AT + Math.max(0, i - 4) }),
      }) as const
    );
    await ledger.commit(added);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = ledger.commands({ limit: 5, ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      const late = sampleCommand(`cmd_new_${seen.length}`, { createdAt: AT + 100 });
      await ledger.commit([{ type: "commandAdded", command: late }]);
    } while (cursor !== null);
    assert.deepEqual(seen, ids.toReversed());
  },

  async "commands() filters by state, target and execution"({ ledger }) {
    const other = { kind: "display", key: "2", name: "Wall-R" };
    await ledger.commit([
      { type: "executionAdded", execution: sampleExecution("exe_1") },
      { type: "commandAdded", command: sampleCommand("cmd_1", { executionId: "exe_1" }) },
      { type: "commandAdded", command: sampleCommand("cmd_2", { target: other }) },
      { type: "commandAdded", command: sampleCommand("cmd_3", { state: "failed" }) },
    ]);
    const ids = (query: object) => ledger.commands({ limit: 10, ...query }).items.map((c) => c.id);
    assert.deepEqual(ids({ states: ["failed", "unknown"] }), ["cmd_3"]);
    assert.deepEqual(ids({ states: [] }), []);
    assert.deepEqual(ids({ target: { kind: "display", key: "2" } }), ["cmd_2"]);
    assert.deepEqual(ids({ executionId: "exe_1" }), ["cmd_1"]);
    assert.deepEqual(ids({ executionId: "exe_1", states: ["failed"] }), []);
  },

  async "commands() throws BadCursor when the cursor is none of ours"({ ledger }) {
    await ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_1") }]);
    for (const cursor of ["", "x", "W10", "bnVsbA", "WzEsMl0", "한글", "a".repeat(10_000)]) {
      assert.throws(() => ledger.commands({ limit: 5, cursor }), BadCursor, cursor.slice(0, 10));
      assert.throws(() => ledger.executions({ limit: 5, cursor }), BadCursor);
    }
  },

  async "executions() pages newest first, by preset"({ ledger }) {
    const executions = [1, 2, 3, 4].map((n) =>
      sampleExecution(`exe_${n}`, { createdAt: AT + n, presetId: n % 2 })
    );
    await ledger.commit(
      executions.map((execution) => ({ type: "executionAdded", execution }) as const),
    );
    assert.deepEqual(ledger.execution("exe_2"), executions[1]);
    const first = ledger.executions({ presetId: 0, limit: 1 });
    assert.deepEqual(first.items, [executions[3]]);
    const next = ledger.executions({ presetId: 0, limit: 1, cursor: String(first.nextCursor) });
    assert.deepEqual(next, { items: [executions[1]], nextCursor: null });
  },

  async "remembered() finds a request by requester and key"({ ledger }) {
    const remember = {
      type: "idempotencyAdded",
      requesterName: "a",
      idempotency: { key: "k", contentHash: "h" },
      createdAt: AT,
      commandIds: ["cmd_1"],
      executionId: null,
    } as const;
    await ledger.commit([remember]);
    const expected = { contentHash: "h", commandIds: ["cmd_1"], executionId: null };
    assert.deepEqual(ledger.remembered("a", "k"), expected);
    assert.equal(ledger.remembered("b", "k"), undefined);
    await assert.rejects(ledger.commit([remember]), StorageError);
  },
};

const DISPLAYS: Record<string, Check> = {
  async "displays() gives back every field, ordered by id"({ displays }) {
    const full = sampleDisplay(2, {
      aliases: ["WALL-2", "old"],
      lastSeenAt: AT,
      reportedOffline: true,
      peerAddress: "10.0.0.2",
      version: "2.0",
      currentPresetId: 7,
      macAddress: "02:00:5E:00:53:02",
      claimedMac: "02:00:5E:00:53:03",
    });
    await displays.commit([
      { type: "displaySaved", display: full },
      { type: "displaySaved", display: sampleDisplay(1) },
    ]);
    assert.deepEqual(displays.displays(), [sampleDisplay(1), full]);
    const renamed = { ...full, name: "Left", aliases: ["old", "WALL-2"] };
    await displays.commit([{ type: "displaySaved", display: renamed }]);
    assert.deepEqual(displays.displays()[1], renamed);
  },

  async "displaySaved takes a name over, whatever its letter case or Unicode form"({ displays }) {
    const first = sampleDisplay(1, { aliases: ["Caf\u00e9", "Own", "OWN"] });
    await displays.commit([{ type: "displaySaved", display: first }]);
    assert.deepEqual(displays.displays()[0]?.aliases, ["Caf\u00e9", "Own"]);
    const second = sampleDisplay(2, { aliases: ["CAFE\u0301"] });
    await displays.commit([{ type: "displaySaved", display: second }]);
    assert.deepEqual(displays.displays().map(({ aliases }) => aliases), [["Own"], ["CAFE\u0301"]]);
  },

  async "displayRemoved takes a display out of groups and presets"({ displays, presets }) {
    await fillPlaces({ displays, presets });
    await displays.commit([{ type: "displayRemoved", id: 1, into: null }]);
    assert.deepEqual(places(presets), [[2], [], [[2, "run 2"]], []]);
    assert.deepEqual(displays.displays().map(({ id }) => id), [2]);
  },

  async "displayRemoved hands its places over when merged, where the other has none"(
    { displays, presets },
  ) {
    await fillPlaces({ displays, presets });
    await displays.commit([{ type: "displayRemoved", id: 1, into: 2 }]);
    assert.deepEqual(places(presets), [[2], [2], [[2, "run 2"]], [[2, "run 1"]]]);
  },

  async "nextDisplayId() never gives an id twice, not after a removal either"({ displays }) {
    const id = displays.nextDisplayId();
    await displays.commit([{ type: "displaySaved", display: sampleDisplay(id) }]);
    await displays.commit([{ type: "displayRemoved", id, into: null }]);
    assert.equal(displays.nextDisplayId(), id + 1);
    assert.equal(displays.nextDisplayId(), id + 2);
  },
};

const PRESETS: Record<string, Check> = {
  async "groups() and presets() give back what was saved, in its order"({ presets }) {
    const group = sampleGroup(presets.nextGroupId(), [3, 1, 2]);
    const preset = {
      ...samplePreset(presets.nextPresetId(), [2, 1]),
      groupId: group.id,
      barrier: true,
      lastExecutedAt: AT,
    };
    await presets.commit([
      { type: "presetSaved", preset },
      { type: "groupSaved", group },
    ]);
    assert.deepEqual(presets.groups(), [group]);
    assert.deepEqual(presets.presets(), [preset]);
    const edited = { version: 2, updatedAt: AT + 7, updatedBy: "night shift" };
    const commands = [{ displayId: 1, command: "late", offsetMs: 600_000 }];
    const shorter = { ...preset, commands, barrier: false, ...edited };
    await presets.commit([
      { type: "presetSaved", preset: shorter },
      { type: "groupSaved", group: { ...group, displayIds: [9], ...edited } },
    ]);
    assert.deepEqual(presets.presets(), [shorter]);
    assert.deepEqual(presets.groups(), [{ ...group, displayIds: [9], ...edited }]);
  },

  async "presetExecuted keeps the date through an edit that did not know of it"({ presets }) {
    const preset = samplePreset(1, [1]);
    await presets.commit([{ type: "presetSaved", preset }]);
    await presets.commit([{ type: "presetExecuted", id: 1, at: AT + 9 }]);
    await presets.commit([{ type: "presetSaved", preset: { ...preset, name: "Evening" } }]);
    assert.deepEqual(presets.presets(), [{ ...preset, name: "Evening", lastExecutedAt: AT + 9 }]);
    await presets.commit([{ type: "presetExecuted", id: 7, at: AT }]);
    assert.equal(presets.presets().length, 1);
  },

  async "groupRemoved leaves its presets without a group; presetRemoved removes one"({ presets }) {
    await presets.commit([
      { type: "groupSaved", group: sampleGroup(1, [1]) },
      { type: "presetSaved", preset: { ...samplePreset(1, [1]), groupId: 1 } },
      { type: "presetSaved", preset: samplePreset(2, [1]) },
    ]);
    await presets.commit([
      { type: "groupRemoved", id: 1 },
      { type: "presetRemoved", id: 2 },
    ]);
    assert.deepEqual(presets.groups(), []);
    assert.deepEqual(presets.presets(), [samplePreset(1, [1])]);
    assert.deepEqual([presets.nextGroupId(), presets.nextPresetId()], [2, 3]);
  },
};

const ACCESS: Record<string, Check> = {
  async "tokens() and sessions() give back what was saved; a token's end ends its sessions"(
    { access },
  ) {
    const used = sampleToken("tok_1", { lastUsedAt: AT + 1, expiresAt: AT + 2, rights: [] });
    const session = (hash: string, tokenId: string) => ({
      hash,
      tokenId,
      csrfToken: "c",
      createdAt: AT,
      expiresAt: AT + 10,
    });
    await access.commit([
      { type: "tokenSaved", token: sampleToken("tok_1") },
      { type: "tokenSaved", token: sampleToken("tok_2") },
      { type: "sessionSaved", session: session("s1", "tok_1") },
      { type: "sessionSaved", session: session("s2", "tok_2") },
      { type: "sessionSaved", session: session("s3", "tok_2") },
      { type: "tokenSaved", token: used },
    ]);
    assert.deepEqual(access.tokens(), [used, sampleToken("tok_2")]);
    await access.commit([
      { type: "tokenRemoved", id: "tok_1" },
      { type: "sessionRemoved", hash: "s3" },
    ]);
    assert.deepEqual(access.tokens(), [sampleToken("tok_2")]);
    assert.deepEqual(access.sessions(), [session("s2", "tok_2")]);
  },
};

/** Registers the contract of the four stores for one implementation. */
export function storesContract(name: string, open: () => Promise<StoresUnderTest>): void {
  for (const [title, check] of Object.entries({ ...LEDGER, ...DISPLAYS, ...PRESETS, ...ACCESS })) {
    Deno.test(`${name}: ${title}`, async () => {
      const stores = await open();
      try {
        await check(stores);
      } finally {
        await stores.close();
      }
    });
  }
}

async function fillPlaces(
  { displays, presets }: Pick<StoresUnderTest, "displays" | "presets">,
): Promise<void> {
  await displays.commit([
    { type: "displaySaved", display: sampleDisplay(1) },
    { type: "displaySaved", display: sampleDisplay(2) },
  ]);
  await presets.commit([
    { type: "groupSaved", group: sampleGroup(1, [1, 2]) },
    { type: "groupSaved", group: sampleGroup(2, [1]) },
    { type: "presetSaved", preset: samplePreset(1, [1, 2]) },
    { type: "presetSaved", preset: samplePreset(2, [1]) },
  ]);
}

function places(presets: PresetStore): unknown[] {
  return [
    ...presets.groups().map(({ displayIds }) => displayIds),
    ...presets.presets().map(({ commands }) =>
      commands.map(({ displayId, command }) => [displayId, command])
    ),
  ];
}
