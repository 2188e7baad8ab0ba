import type { AuditLine } from "../audit/audit_line.ts";
import type { Context } from "../kernel/mod.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { StorageError } from "../storage_error.ts";
import type { CredentialBook } from "./credential_book.ts";
import type { AccessCrypto } from "./credentials.ts";
import type { LoginLimit } from "./login_limit.ts";
import type { AccessChange, AccessMessage, AccessStore } from "./messages.ts";

/** What the actor is started with. `crypto` defaults to that of the runtime. */
export interface AccessArgs {
  readonly store: AccessStore;
  readonly crypto?: AccessCrypto;
}

/** What the actor keeps between messages; made anew from the store at every start. */
export interface AccessState {
  readonly store: AccessStore;
  readonly crypto: AccessCrypto;
  readonly book: CredentialBook;
  readonly limit: LoginLimit;
  /** Monotonic time of the last saved use, by token id. */
  readonly useSavedAtMs: Map<string, number>;
}

/** The time of a message: wall time for what is stored, monotonic time for intervals. And its request, for the trail. */
export type Time =
  & Pick<Context<AccessMessage>, "now" | "monotonicMs">
  & Partial<Pick<Context<AccessMessage>, "correlationId">>;
/** One of the messages. */
export type AccessOrder<T extends AccessMessage["type"]> = Extract<
  AccessMessage,
  { readonly type: T }
>;

/** Makes changes durable, with their `lines` of the trail; a disk that refuses is a refusal, anything else a crash. */
export async function save(
  state: AccessState,
  changes: readonly AccessChange[],
  lines: readonly AuditLine[],
): Promise<Outcome<null>> {
  try {
    await state.store.commit(changes, lines);
    return accept(null);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return refuse(error.reason === "full" ? "storageFull" : "storageFailed", error.message);
  }
}
