import type { ActorRef } from "../../../actors/kernel/mod.ts";
import type { NodeLink, NodeWord } from "../../../actors/nodes/link.ts";
import type { NodeHostReport, NodeMemberEvent } from "../../../actors/nodes/messages.ts";
import type { ContainerStats, SystemStats } from "../../../protocols/mserver/events.ts";

type Stats = Extract<NodeMemberEvent, { readonly type: "statsReported" }>;
type Summary = Extract<NodeMemberEvent, { readonly type: "summaryReported" }>;

/** An mclient without a socket: remembers what it is told, and says what a test wants. */
export class FakeNodeLink implements NodeLink {
  open = true;
  readonly told: NodeWord[] = [];
  readonly closes: { readonly code: number; readonly reason: string }[] = [];
  /** The actor of its server id, once it is registered. */
  host: ActorRef<NodeHostReport> | undefined;
  #sequence = 0;

  constructor(
    readonly now: () => number,
    readonly peerAddress = "192.0.2.7",
    readonly secure = false,
  ) {}

  say(word: NodeWord): void {
    if (this.open) this.told.push(word);
  }

  close(code: number, reason: string): void {
    this.closes.push({ code, reason });
    this.cut(reason);
  }

  /** The connection ends. */
  cut(reason = "1006"): void {
    if (!this.open) return;
    this.open = false;
    this.host?.tell({ type: "linkClosed", link: this, reason });
  }

  says(event: NodeMemberEvent): void {
    this.host?.tell({ type: "nodeEvent", link: this, event });
  }

  /** A reading, as a client sends one a second. */
  reports(containers: readonly ContainerStats[], changes: Partial<Stats> = {}): void {
    this.says({
      type: "statsReported",
      at: this.now(),
      sequence: ++this.#sequence,
      intervalMs: 1_000,
      system: aSystem(),
      containers,
      configuredNodes: [],
      ...changes,
    });
  }

  summarises(changes: Partial<Summary> = {}): void {
    this.says({
      type: "summaryReported",
      at: this.now(),
      sequence: ++this.#sequence,
      intervalMs: 1_000,
      system: aSystem(),
      containers: [],
      configuredNodes: [],
      payoutChecks: [],
      eraTransitions: [],
      ...changes,
    });
  }

  /** The client has carried a command out. */
  answers(
    commandId: string,
    result: Extract<NodeMemberEvent, { type: "commandAnswered" }>["result"],
  ) {
    this.says({
      type: "commandAnswered",
      commandId,
      completed: true,
      result,
      error: null,
      at: this.now(),
    });
  }

  fails(commandId: string, error: string): void {
    this.says({
      type: "commandAnswered",
      commandId,
      completed: false,
      result: null,
      error,
      at: this.now(),
    });
  }

  /** A command says something while it runs; builds in the field do not. */
  speaks(commandId: string, sequence: number, text: string): void {
    this.says({ type: "outputReported", commandId, sequence, text, at: this.now() });
  }

  /** Commands that it was told to carry out, oldest first. */
  get ordered(): Extract<NodeWord, { type: "runCommand" }>[] {
    return this.toldOf("runCommand");
  }

  toldOf<T extends NodeWord["type"]>(type: T): Extract<NodeWord, { type: T }>[] {
    return this.told.filter((word) => word.type === type) as Extract<NodeWord, { type: T }>[];
  }
}

/** A machine in good order. */
export function aSystem(changes: Partial<SystemStats> = {}): SystemStats {
  return {
    hostName: "rack-mac-02",
    cpuModel: "Mac14,3 (Apple M2)",
    cpuPercent: 23.4,
    cpuCores: 8,
    memoryTotalBytes: 16_777_216_000,
    memoryUsedBytes: 9_123_456_000,
    memoryPercent: 54.4,
    swapTotalBytes: 0,
    swapUsedBytes: 0,
    diskTotalBytes: 994_662_584_320,
    diskUsedBytes: 512_000_000_000,
    diskPercent: 51.47,
    uptimeSeconds: 86_400,
    dockerAvailable: true,
    ...changes,
  };
}

/** A node that is in step with its chain. */
export function aContainer(name = "3node0", changes: Partial<ContainerStats> = {}): ContainerStats {
  return {
    id: "9f2c31ab77de",
    name,
    status: "running",
    cpuPercent: 141.2,
    cpuCores: 8,
    memoryUsedBytes: 3_221_225_472,
    memoryLimitBytes: 16_777_216_000,
    memoryPercent: 19.2,
    networkReceivedBytes: 1_288_490_188,
    networkSentBytes: 987_654_321,
    diskReadBytes: 40_960,
    diskWrittenBytes: 8_192_000,
    nickname: "alpha",
    nodeType: "creditcoin3",
    imageName: "creditcoin3:3.61.0",
    dataBytes: 214_748_364_800,
    syncState: "synced",
    currentBlock: 4_100_200,
    finalizedBlock: 4_100_197,
    targetBlock: 4_100_200,
    peers: 38,
    ...changes,
  };
}

/** A session key: four public keys in a row. */
export function aKey(digit = "a"): string {
  return `0x${digit.repeat(256)}`;
}
