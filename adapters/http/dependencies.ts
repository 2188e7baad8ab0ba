import type { Context } from "hono";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AccessMessage, Identity } from "../../actors/access/messages.ts";
import type { DisplaysMessage } from "../../actors/displays/messages.ts";
import type { ActorRef, ActorSystem } from "../../actors/kernel/mod.ts";
import type { LedgerMessage } from "../../actors/ledger/messages.ts";
import type { LedgerStore } from "../../actors/ledger/store.ts";
import type { PresetsMessage } from "../../actors/presets/messages.ts";
import type { Readiness } from "../../protocols/api/health.ts";

/** What the HTTP API speaks to. */
export interface HttpApiDependencies {
  readonly system: Pick<ActorSystem, "report" | "subscribe">;
  readonly displays: ActorRef<DisplaysMessage>;
  readonly ledger: ActorRef<LedgerMessage>;
  readonly presets: ActorRef<PresetsMessage>;
  readonly access: ActorRef<AccessMessage>;
  /** Reads of the ledger; its changes go through the actor. */
  readonly commands: Pick<
    LedgerStore,
    "command" | "commands" | "commandEvents" | "execution" | "executions"
  >;
  readiness(): Readiness;
  readonly version: string;
  /** Unique per start of the process, without `-<digits>` at its end; part of the event ids. */
  readonly bootId: string;
  /** Epoch milliseconds. */
  now(): number;
  /** Told of every answer 500, which carries the same correlation id. */
  onError(error: unknown, correlationId: string): void;
}

/** What node's HTTP server hands along with a request; absent when the app is called without a port. */
interface NodeBindings {
  readonly incoming?: {
    readonly socket: { readonly remoteAddress?: string; readonly encrypted?: boolean };
  };
  readonly outgoing?: { destroy(): void };
}

/** The variables of a request. */
export interface ApiEnv {
  Bindings: NodeBindings;
  Variables: {
    deps: HttpApiDependencies;
    correlationId: string;
    /** Set where a route demands a role. */
    identity: Identity;
  };
}

export type Api = OpenAPIHono<ApiEnv>;
export type ApiContext = Context<ApiEnv>;
