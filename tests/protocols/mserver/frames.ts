/**
 * Frames as the builds put them on the wire. Shapes from fielded builds M11 (1.1.0) and M10 (1.0.0) and from the node
 * guides; the values are ours.
 */

/** Epoch ms of the frames below. */
export const AT = 1_751_600_001_200;

/** A session key of four kinds, 128 bytes. */
export const KEY = `0x${"ab12".repeat(64)}`;

/** `system` of build 1.1.0. */
export const M11_SYSTEM = {
  host_name: "rack-mac-02",
  cpu_model: "Mac14,3 (Apple M2)",
  cpu_usage: 23.4,
  cpu_cores: 8,
  cpu_perf_cores: 4,
  cpu_eff_cores: 4,
  cpu_user: 15.1,
  cpu_system: 8.3,
  cpu_idle: 76.6,
  host_memory_total: 25_769_803_776,
  docker_available: true,
  docker_memory_total: 16_777_216_000,
  docker_memory_used: 9_123_456_000,
  docker_memory_percent: 54.4,
  swap_total: 0,
  swap_used: 0,
  uptime: 86_400,
  disk_total: 994_662_584_320,
  disk_used: 512_000_000_000,
  disk_available: 482_662_584_320,
  disk_percent: 51.47,
};

/** One container of build 1.1.0. */
export function m11Container(name: string): Record<string, unknown> {
  return {
    id: "9f2c31ab77de",
    name,
    status: "running",
    cpu: { percent: 141.2, cores: 8 },
    memory: { usage: 3_221_225_472, limit: 16_777_216_000, percent: 19.2 },
    network: { rx: 1_288_490_188, tx: 987_654_321 },
    disk: { read: 40_960, write: 8_192_000 },
    nickname: "alpha",
    timestamp: AT - 50,
    node_name: name,
    node_type: "creditcoin3",
    image_name: "creditcoin3:3.61.0",
    data_size: 214_748_364_800,
    sync_state: "synced",
    blockchain: {
      current_block: 4_100_200,
      finalized_block: 4_100_197,
      target_block: 4_100_200,
      starting_block: 0,
      peers: 38,
    },
  };
}

/** A stats frame of build 1.1.0. */
export function m11Stats(names: readonly string[], sequence = 1): Record<string, unknown> {
  return {
    type: "stats",
    serverId: "4F1A09C27B3E",
    timestamp: AT,
    sequence,
    interval: 1,
    data: {
      system: M11_SYSTEM,
      containers: names.map(m11Container),
      configured_nodes: ["3node0", "node1"],
    },
  };
}

/** A stats frame of build 1.0.0: no interval, nothing after a container's timestamp, memory of the machine. */
export const M10_STATS = {
  type: "stats",
  serverId: "MAC-0a1b2c",
  timestamp: AT,
  sequence: 3,
  data: {
    server_id: "MAC-0a1b2c",
    timestamp: AT,
    system: {
      host_name: "rack-mac-01",
      cpu_model: "Macmini9,1",
      cpu_usage: 12.5,
      cpu_cores: 8,
      memory_total: 17_179_869_184,
      memory_used: 8_589_934_592,
      memory_used_percent: 50,
      swap_total: 1_073_741_824,
      swap_used: 1_024,
      uptime: 3_600,
      disk_total: 494_384_795_648,
      disk_used: 100_000_000_000,
    },
    containers: [{
      id: "0123456789ab",
      name: "node1",
      status: "running",
      cpu: { percent: 12, cores: 8 },
      memory: { usage: 1_000, limit: 2_000, percent: 50 },
      network: { rx: 1, tx: 2 },
      disk: { read: 3, write: 4 },
      nickname: "",
      timestamp: AT,
    }],
  },
};

/** The part of a summary that stats do not have. */
export const SUMMARY_EXTRAS = {
  payout_info: {
    payout_checks: {
      "3node0": {
        container: "3node0",
        current_era: 1_412,
        unclaimed_payouts: 0,
        sample_validators: [],
        timestamp: "2025-07-04T12:34:21.300112",
        synced: true,
      },
      node1: { container: "node1", error: "no answer", sync_status: { synced: false, peers: 2 } },
      node2: { container: "node2", current_era: 7, unclaimed_eras: [5, 6] },
      node3: { error: "gone" },
    },
    timestamp: "2025-07-04T12:34:21.300200",
    note: "",
  },
  era_transitions: {
    "3node0": { previous_era: 1_411, current_era: 1_412 },
    node1: { previous_era: null, current_era: 7, first_run: true },
    node2: { previous_era: 3 },
  },
};
