import type { Settings } from "../settings/settings_table.ts";

/** An address or name, and a port. */
export interface SyncAgentPlace {
  readonly address: string;
  /** 0, where somebody listens: any free one. */
  readonly port: number;
}

/** Where a sync agent has its state from. */
export type SyncAgentSource =
  /** NVIDIA's class, on Windows. */
  | { readonly kind: "wmi" }
  | { readonly kind: "command"; readonly command: string }
  | { readonly kind: "file"; readonly path: string };

/** What `signalbox agent sync` was told. */
export interface SyncAgentSettings extends Pick<Settings, "logLevel" | "logFormat"> {
  readonly source: SyncAgentSource;
  /** Null: there is none. */
  readonly target: SyncAgentPlace | null;
  /** Whether the target gets anything. */
  readonly send: boolean;
  readonly intervalMs: number;
  /** Null: the address used towards the target. */
  readonly claim: string | null;
  /** Null: nobody is answered. */
  readonly listen: SyncAgentPlace | null;
}

/** A sync agent that runs. */
export interface RunningSyncAgent {
  readonly sourceName: string;
  readonly port: number | null;
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** What `signalbox agent sync test` was told. */
export interface SyncTrialOrder extends Pick<SyncAgentSettings, "source" | "claim"> {
  readonly target: SyncAgentPlace;
  readonly ask: boolean;
}

/** What happened then; `source`: no state was read, and from what. */
export interface SyncTrialResult {
  readonly ok: boolean;
  readonly tookMs?: number;
  readonly sent?: string;
  readonly answer?: string;
  readonly failure?: string;
  readonly detail?: string;
  readonly noStateFrom?: string;
}
