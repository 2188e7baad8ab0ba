/** `T4`, `T3`, `T1`: trays, newest first. `C3`: console. `G`: written straight from the guide. */
export type BuildId = "T4" | "T3" | "C3" | "T1" | "G";

/** Whether a message is meant for this device. */
export interface NameRule {
  /** Looked at in this order; the first one that is there and not empty counts. */
  readonly keys: readonly ("clientName" | "client_name")[];
  readonly match: "exact" | "caseless" | "any";
  /** What to do when no key is there. */
  readonly whenAbsent: "accept" | "ignore";
}

/** When heartbeats come. */
export interface HeartbeatRule {
  readonly intervalMs: number;
  /** Each of these starts one more loop, unless `single`. */
  readonly startedBy: readonly ("start" | "connect" | "registered")[];
  /** From `start` to the first beat of that loop. */
  readonly firstAfterStartMs: number;
  /** A loop that runs is not started again. */
  readonly single: boolean;
  readonly onlyWhenRegistered: boolean;
}

/** What a stop does, and what is said afterwards. */
export interface StopRule {
  /**
   * `imageNames`: every program whose file name was started here, by whomever (taskkill). `nothing`: it ends a
   * shell that is gone already. `unreal`: the four Unreal program names. `started`: what it started itself.
   * `preset`: what was started for the preset named.
   */
  readonly ends: "imageNames" | "nothing" | "unreal" | "started" | "preset";
  readonly answer: "stop_command_completed" | "stop_result" | null;
}

/**
 * How an execution is reported. `launched`: at once, success means that a shell was started. `ended`: when the
 * program ends, or a time-out after 30 s. `launchedWithId`: at once, with the execution id. `phases`: `starting`,
 * then `running` or `failed`.
 */
export type ExecutionStyle = "launched" | "ended" | "launchedWithId" | "phases";

/** Everything in which builds differ. Waits are in milliseconds of the device's own time. */
export interface DisplayBuild {
  readonly id: BuildId;
  readonly transports: readonly ("websocket" | "polling")[];
  /** How long its own connects wait for the namespace; the library's automatic ones always wait 1 s. */
  readonly ownConnectAckMs: number;
  /** The library's automatic reconnect doubles its delay from 1 s up to this. */
  readonly maxReconnectDelayMs: number;
  /** One attempt of its own this long after any loss, a goodbye included. */
  readonly attemptAfterLossMs: number | null;
  /** Looks every so often whether it is connected, and connects when not. */
  readonly monitorMs: number | null;
  readonly registerAfterMs: number;
  readonly registerAgainMs: number | null;
  readonly timestamps: "isoLocal" | "epochSeconds";
  readonly sendsAddress: boolean;
  readonly sendsVersion: boolean;
  /** Status, uptime and process count in heartbeats. */
  readonly sendsLoad: boolean;
  readonly heartbeat: HeartbeatRule | null;
  /** The field of `heartbeat_response` that says whether all is well. */
  readonly readsHeartbeat: "success" | "status";
  readonly checkStatus: "online" | "alive" | null;
  readonly checkName: NameRule;
  readonly commandName: NameRule;
  readonly presetKey: "preset_id" | "presetId";
  readonly execution: ExecutionStyle;
  readonly stop: StopRule;
  /** `client_status_update` around executions and stops, and the false crash report at every n-th beat. */
  readonly statusUpdates: { readonly checkEveryBeats: number } | null;
  readonly processStatusMs: number | null;
  /** Acts on `server_shutdown` and on `shouldReconnect`, and says `reconnection_success` afterwards. */
  readonly reconnectsOnRequest: boolean;
}

/** Whether `payload` is for the device called `name`, as this build decides it. */
export function isAddressedTo(
  rule: NameRule,
  payload: Readonly<Record<string, unknown>>,
  name: string,
): boolean {
  const told = rule.keys.map((key) => payload[key]).find(Boolean);
  if (rule.match === "any") return true;
  if (typeof told !== "string") return told === undefined && rule.whenAbsent === "accept";
  return rule.match === "exact" ? told === name : told.toLowerCase() === name.toLowerCase();
}
