/**
 * What a Switchboard display says and hears, one type per fact, free of any build's spelling.
 * Source: the display guide, sections 2 to 6 and 9, and the fielded builds (T4, T3, C3, T1, S6).
 */

/** Preset ids are integers here; a device echoes whatever it was sent, so a string may come back. */
export type PresetId = number;

/** A device asks to be known under a name. */
export interface Registered {
  readonly type: "registered";
  /** Exactly as sent: 1 to 255 characters, no control characters. */
  readonly name: string;
  /** `python`, `python_tray`, … */
  readonly clientType?: string;
  /** The address the device claims; it may be wrong (`127.0.0.1`). */
  readonly claimedAddress?: string;
  readonly version?: string;
  readonly capabilities?: readonly string[];
  readonly syncStatus?: string;
  /** Of the network card it uses, capitals with colons; sent by our own agent only. */
  readonly macAddress?: string;
}

/** A sign of life, with whatever the build adds to it. */
export interface HeartbeatReceived {
  readonly type: "heartbeatReceived";
  readonly name?: string;
  readonly claimedAddress?: string;
  /** Whether a program runs; only S6 says it with its heartbeats. */
  readonly running?: boolean;
  readonly uptimeS?: number;
  readonly processCount?: number;
  readonly processes?: readonly string[];
  readonly syncStatus?: string;
}

/** The answer to `connection_check`. */
export interface CheckAnswered {
  readonly type: "checkAnswered";
  readonly name?: string;
  readonly status?: string;
  readonly syncStatus?: string;
}

/** How an execution went, or goes. */
export interface ExecutionReported {
  readonly type: "executionReported";
  readonly name?: string;
  readonly presetId?: PresetId;
  readonly executionId?: string;
  /** Echo of the command line, where the build sends it. */
  readonly command?: string;
  /**
   * `starting`: taken up. `running`: launched. `finished`: ended with exit code 0, where the build waits for
   * the end. `stopped`: ended because it was told to. `failed`: not launched, or ended badly.
   */
  readonly phase: "starting" | "running" | "finished" | "stopped" | "failed";
  readonly pid?: number;
  readonly processName?: string;
  readonly exitCode?: number;
  readonly output?: string;
  readonly error?: string;
  /** The same for a report that is sent again because the device cannot know whether it came; at most 64 characters. */
  readonly reportId?: string;
}

/** `client_status_update`: the device's word on whether something runs. */
export interface StatusReported {
  readonly type: "statusReported";
  readonly name?: string;
  readonly running: boolean;
  /** Set when the update claims that this program ended abnormally. A repeat within 25 s means it is alive. */
  readonly crashedProgram?: string;
}

/** A stop was carried out, or failed. */
export interface StopReported {
  readonly type: "stopReported";
  readonly name?: string;
  readonly presetId?: PresetId;
  /** Echo of our id, where the build sends it. */
  readonly executionId?: string;
  readonly ok: boolean;
  readonly stoppedProcesses?: number;
  readonly error?: string;
  /** As in {@link ExecutionReported}. */
  readonly reportId?: string;
}

/** Whether a device does what a power order asks; said by our own agent only. */
export interface PowerReported {
  readonly type: "powerReported";
  readonly name?: string;
  /** Echo of our id. */
  readonly executionId?: string;
  readonly ok: boolean;
  readonly error?: string;
  /** As in {@link ExecutionReported}. */
  readonly reportId?: string;
}

/** One process as a device lists it; which fields are there depends on the build. */
export interface ReportedProcess {
  readonly presetId?: PresetId;
  readonly pid?: number;
  readonly uptimeS?: number;
  readonly program?: string;
}

/** The processes that a device started and that still run. */
export interface ProcessesReported {
  readonly type: "processesReported";
  readonly name?: string;
  readonly runningCount: number;
  readonly processes: readonly ReportedProcess[];
  /** True when `processes` names every running one with its preset, so that absence means it has ended. */
  readonly complete: boolean;
  readonly crashedCount?: number;
  readonly syncStatus?: string;
}

/** S6 trays only. */
export interface SyncReported {
  readonly type: "syncReported";
  readonly name?: string;
  readonly syncStatus: string;
  readonly statusText?: string;
}

export interface Reconnected {
  readonly type: "reconnected";
  readonly name?: string;
}

export interface Pinged {
  readonly type: "pinged";
}

/** A fact that a display told us. */
export type SwitchboardEvent =
  | Registered
  | HeartbeatReceived
  | CheckAnswered
  | ExecutionReported
  | StatusReported
  | StopReported
  | PowerReported
  | ProcessesReported
  | SyncReported
  | Reconnected
  | Pinged;

/** Something a device sent that is not in the protocol. The peer's fault; it proves life all the same. */
export interface Violation {
  readonly type: "violation";
  readonly code:
    | "unknownEvent"
    | "wrongArgumentCount"
    | "notAnObject"
    | "binary"
    | "missingField"
    | "wrongType"
    | "badName"
    | "tooLong";
  /** The Socket.IO event it came with, cut to 64 characters. */
  readonly event: string;
  /** What was wrong, with the field and the limit; never the whole value. */
  readonly detail: string;
}

/** What the control host tells a display. The encoder gives each every spelling that some build reads. */
export type SwitchboardOrder =
  | { readonly type: "registrationAccepted"; readonly clientId: number; readonly name: string }
  | { readonly type: "registrationRefused"; readonly reason: RefusalReason }
  | { readonly type: "heartbeatAccepted" }
  | { readonly type: "heartbeatRefused"; readonly shouldReconnect: boolean }
  | { readonly type: "checkConnection"; readonly name: string }
  | {
    readonly type: "execute";
    readonly name: string;
    readonly command: string;
    readonly presetId: PresetId | null;
    readonly executionId: string;
  }
  | {
    readonly type: "stop";
    readonly name: string;
    readonly presetId: PresetId | null;
    readonly executionId: string;
  }
  | {
    /** Only for builds that read it: C3, C1, and devices with the capability `power_action`. */
    readonly type: "power";
    readonly name: string;
    readonly action: PowerAction;
    readonly executionId: string;
  }
  | { readonly type: "announceShutdown"; readonly reconnectAfterMs: number }
  | { readonly type: "answerPing" };

/** What may be done with the machine of a display, as the wire calls it. */
export type PowerAction = "restart" | "shutdown";

/** Why a registration is refused. `nameTaken` carries the guide's Korean sentence. */
export type RefusalReason =
  | "nameTaken"
  | "badRequest"
  | "tooManyRegistrations"
  | "fleetFull"
  | "unavailable";

/** One Socket.IO event, ready to emit: a name and exactly one object. */
export interface SwitchboardFrame {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}
