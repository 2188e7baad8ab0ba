import type { SyncEvent } from "../../protocols/syncguard/events.ts";
import type { DiscoveryTopics } from "../../protocols/discovery/topics.ts";

/** What one event of a display leads to: the events that go back, before it has a name and under its name. */
export interface DisplayEventRule {
  readonly nameless: readonly string[];
  readonly named: readonly string[];
  readonly changes: string;
}

const SILENT = { nameless: [], named: [] } as const;

/**
 * Every event that a display may send over Socket.IO (namespace `/`, no other). The tests hold this table against
 * the protocol's own: an event without a rule fails, and so does a rule without an event.
 */
export const DISPLAY_EVENT_RULES: Readonly<Record<string, DisplayEventRule>> = {
  register_client: {
    nameless: ["registration_success"],
    named: ["registration_success"],
    changes: "takes a name that is free, or its own again; never one that another machine holds",
  },
  heartbeat: {
    nameless: ["heartbeat_response"],
    named: ["heartbeat_response"],
    changes: "its own last sign of life",
  },
  ping: { nameless: ["pong"], named: ["pong"], changes: "its own last sign of life" },
  connection_check_response: { ...SILENT, changes: "ends a check that was sent to it" },
  execution_result: { ...SILENT, changes: "ends an execution that was sent to it" },
  stop_command_completed: { ...SILENT, changes: "ends a stop that was sent to it" },
  stop_result: { ...SILENT, changes: "ends a stop that was sent to it" },
  power_result: { ...SILENT, changes: "ends a power order that was sent to it" },
  client_status_update: { ...SILENT, changes: "its own state" },
  process_status: { ...SILENT, changes: "its own list of programs" },
  current_process_status: { ...SILENT, changes: "its own list of programs" },
  sync_status_changed: { ...SILENT, changes: "its own state of synchronisation" },
  reconnection_success: { ...SILENT, changes: "its own last sign of life" },
};

/** What one message of a node client leads to: as the first of a connection, and after its registration. */
export interface NodeMessageRule {
  readonly first: "registers" | "closed";
  /** Types of what goes back. */
  readonly later: readonly string[];
  readonly changes: string;
}

const LATER = { first: "closed" } as const;

/** Every message that a node client may send over its WebSocket, held against the protocol's own table. */
export const NODE_MESSAGE_RULES: Readonly<Record<string, NodeMessageRule>> = {
  register: {
    first: "registers",
    later: ["register_ack"],
    changes:
      "takes its server id; where tokens are demanded, only the id that its token is bound to",
  },
  stats: { ...LATER, later: ["stats_ack"], changes: "readings of its own host and containers" },
  summary: { ...LATER, later: ["summary_ack"], changes: "averages of its own host and containers" },
  heartbeat: { ...LATER, later: ["heartbeat_ack"], changes: "its own last sign of life" },
  ping: { ...LATER, later: ["pong"], changes: "its own last sign of life" },
  pong: { ...LATER, later: [], changes: "its own last sign of life" },
  command_response: {
    ...LATER,
    later: ["command_ack"],
    changes: "ends a command that was sent to it",
  },
  command_output: { ...LATER, later: [], changes: "what a command says that was sent to it" },
  validator_activated: { ...LATER, later: [], changes: "the standing of its own containers" },
  validator_deactivated: { ...LATER, later: [], changes: "the standing of its own containers" },
  validator_changed: { ...LATER, later: [], changes: "the standing of its own containers" },
  key_update: {
    ...LATER,
    later: ["key_update_ack"],
    changes:
      "a new session key of its own container, kept beside the old ones; it is asked whether it holds it",
  },
  backup_complete: {
    ...LATER,
    later: ["backup_complete_ack"],
    changes: "a backup of its own container, noted",
  },
};

/** What a line on the device port leads to. */
export const SYNC_LINE_RULES: Readonly<
  Record<SyncEvent["type"], { answer: string; changes: string }>
> = {
  stateReported: { answer: "", changes: "the state of the host whose address it names" },
  statusRequested: { answer: "Synced or Free", changes: "nothing" },
  violation: { answer: "", changes: "nothing; it is counted" },
};

/** What anybody may do with a topic of the broker. */
export interface TopicRule {
  readonly publish: boolean;
  readonly subscribe: boolean;
  readonly changes: string;
}

/** Topics of the broker: of discovery, and `others`. The broker knows no users, as fielded cameras have none. */
export const TOPIC_RULES: Readonly<Record<keyof DiscoveryTopics | "broker" | "others", TopicRule>> =
  {
    requests: { publish: true, subscribe: true, changes: "nothing here; cameras answer" },
    replyPrefix: { publish: true, subscribe: true, changes: "where a camera is looked for" },
    records: {
      publish: true,
      subscribe: true,
      changes: "begins or ends the recording of every camera, as fielded viewers do",
    },
    sensorPrefix: { publish: true, subscribe: true, changes: "the last reading of a sensor" },
    broker: { publish: false, subscribe: false, changes: "nothing" },
    others: { publish: true, subscribe: true, changes: "nothing" },
  };

/** An example of each kind of topic. */
export const EXAMPLE_TOPICS: Readonly<Record<keyof typeof TOPIC_RULES, string>> = {
  requests: "commend",
  replyPrefix: "camera/response/somebody",
  records: "commend/rec",
  sensorPrefix: "sensor/hall",
  broker: "$SYS/broker/clients",
  others: "signalbox/api/v1/tokens",
};
