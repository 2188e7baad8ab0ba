import type { NodeBuild } from "./node_build.ts";

/** A machine that is looked at: its numbers wander, its counters grow, its chain gets a block every 15 s. */
export class SimulatedMachine {
  readonly #serverId: string;
  readonly #schema: NodeBuild["schema"];
  readonly #random: () => number;
  readonly #configured: readonly string[];
  /** Names of the running containers; a test may change them. */
  containers: readonly string[];
  #looks = 0;

  constructor(
    serverId: string,
    schema: NodeBuild["schema"],
    containers: readonly string[],
    configured: readonly string[],
    random: () => number,
  ) {
    this.#serverId = serverId;
    this.#schema = schema;
    this.containers = containers;
    this.#configured = configured;
    this.#random = random;
  }

  /** `data` of the next stats or summary. */
  look(now: number): { readonly [key: string]: unknown } {
    this.#looks++;
    const containers = this.containers.map((name) => this.#container(name, now));
    if (this.#schema === "small") {
      return { server_id: this.#serverId, timestamp: now, system: this.#smallSystem(), containers };
    }
    return { system: this.#fullSystem(), containers, configured_nodes: this.#configured };
  }

  #percent(): number {
    return Math.round(this.#random() * 1_000) / 10;
  }

  #smallSystem() {
    return {
      host_name: `rack-${this.#serverId}`,
      cpu_model: "Macmini9,1",
      cpu_usage: this.#percent(),
      cpu_cores: 8,
      memory_total: 17_179_869_184,
      memory_used: 8_589_934_592,
      memory_used_percent: 50,
      swap_total: 1_073_741_824,
      swap_used: 0,
      uptime: 86_400 + this.#looks,
      disk_total: 494_384_795_648,
      disk_used: 100_000_000_000,
    };
  }

  #fullSystem() {
    const usage = this.#percent();
    return {
      host_name: `rack-${this.#serverId}`,
      cpu_model: "Mac14,3 (Apple M2)",
      cpu_usage: usage,
      cpu_cores: 8,
      cpu_perf_cores: 4,
      cpu_eff_cores: 4,
      cpu_user: usage * 0.6,
      cpu_system: usage * 0.4,
      cpu_idle: 100 - usage,
      host_memory_total: 25_769_803_776,
      docker_available: true,
      docker_memory_total: 16_777_216_000,
      docker_memory_used: 9_123_456_000,
      docker_memory_percent: 54.4,
      swap_total: 0,
      swap_used: 0,
      uptime: 86_400 + this.#looks,
      disk_total: 994_662_584_320,
      disk_used: 512_000_000_000,
      disk_available: 482_662_584_320,
      disk_percent: 51.47,
    };
  }

  #container(name: string, now: number) {
    const always = {
      id: "9f2c31ab77de",
      name,
      status: "running",
      cpu: { percent: this.#percent() * 4, cores: 8 },
      memory: { usage: 3_221_225_472, limit: 16_777_216_000, percent: 19.2 },
      network: { rx: 1_288_490_188 + this.#looks * 4_096, tx: 987_654_321 + this.#looks * 1_024 },
      disk: { read: 40_960, write: 8_192_000 + this.#looks * 512 },
      nickname: "alpha",
      timestamp: now,
    };
    return this.#schema === "small" ? always : { ...always, ...this.#chain(name, now) };
  }

  #chain(name: string, now: number) {
    const block = 4_100_200 + Math.floor(now / 15_000) % 1_000_000;
    return {
      node_name: name,
      node_type: "creditcoin3",
      image_name: "creditcoin3:3.61.0",
      data_size: 214_748_364_800,
      sync_state: "synced",
      blockchain: {
        current_block: block,
        finalized_block: block - 3,
        target_block: block,
        starting_block: 0,
        peers: 38,
      },
    };
  }
}
