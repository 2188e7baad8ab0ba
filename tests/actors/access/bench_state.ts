import { accessActor } from "../../../actors/access/access.ts";
import type { AccessState } from "../../../actors/access/access_state.ts";
import { newToken, type TokenDraft } from "../../../actors/access/credentials.ts";
import type { Context } from "../../../actors/kernel/mod.ts";
import type { AccessMessage } from "../../../actors/access/messages.ts";
import { MemoryAccessStore } from "../../support/stores/memory_stores.ts";
import { AT } from "../../support/stores/store_samples.ts";

/** A clock that stands still until it is told to go on. */
export class StillTime {
  elapsedMs = 0;
  now = (): number => AT + this.elapsedMs;
  monotonicMs = (): number => this.elapsedMs;
}

/** What the access actor keeps, over a store in memory, without a system around it. */
export interface AccessBench {
  readonly store: MemoryAccessStore;
  readonly time: StillTime;
  readonly state: AccessState;
}

export function openAccess(store = new MemoryAccessStore(), time = new StillTime()): AccessBench {
  const ctx = time as Partial<Context<AccessMessage>> as Context<AccessMessage>;
  return { store, time, state: accessActor.init(ctx, { store }) as AccessState };
}

/** Puts a token into the store, and answers its secret and record. */
export async function addToken(store: MemoryAccessStore, changes: Partial<TokenDraft> = {}) {
  const made = await newToken({
    name: "console",
    role: "operate",
    rights: [],
    createdAt: AT,
    expiresAt: null,
    ...changes,
  });
  await store.commit([{ type: "tokenSaved", token: made.record }]);
  return made;
}
