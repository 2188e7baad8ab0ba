import type { ActorRef } from "../../../actors/kernel/mod.ts";
import type { Command } from "../../../actors/ledger/command.ts";
import { nodesActor } from "../../../actors/nodes/directory.ts";
import type { NodesMessage, OrderNodes } from "../../../actors/nodes/messages.ts";
import type { NodeSnapshot } from "../../../actors/nodes/views.ts";
import {
  createScriptedNode,
  type ScriptedNode,
  type ScriptedNodeOptions,
} from "../../../agents/nodes/scripted_node.ts";
import type { Settings } from "../../../command_line/settings/settings_table.ts";
import type { Tuning } from "../../../composition/tuning.ts";
import type { CommandDetail } from "../../../protocols/api/command.ts";
import { type HostUnderTest, withControlHost } from "../../support/control_host.ts";
import { valueOf } from "../../support/displays/fleet.ts";

/** Real milliseconds: generous, as nothing but a defect lets it pass. */
export const PATIENCE_MS = 20_000;

/** A control host inside the test, and mclients at its device port. */
export interface NodeStage extends HostUnderTest {
  /** `ws://127.0.0.1:<device port>`. */
  readonly wsUrl: string;
  /** Lets a client dial; it is stopped when the test ends. */
  join(
    options: Partial<ScriptedNodeOptions> & Pick<ScriptedNodeOptions, "build" | "serverId">,
  ): ScriptedNode;
  /** The host as the control host sees it. */
  look(serverId: string): Promise<NodeSnapshot>;
  /** Asks for a command on one container, and waits for its end. */
  run(
    serverId: string,
    command: string,
    params?: OrderNodes["params"],
    container?: string,
  ): Promise<CommandDetail>;
  /** Asks for a command on one container. */
  order(
    serverId: string,
    command: string,
    params?: OrderNodes["params"],
    container?: string,
  ): Promise<Command>;
  /** What peers did wrong, as the log tells it: `kind address`. */
  complaints(): string[];
}

/** Runs a test with a control host of its own. */
export function withNodeStage(
  test: (stage: NodeStage) => Promise<void>,
  tuning: Tuning = {},
  changes: Partial<Settings> = {},
): Promise<void> {
  return withControlHost(
    async (under) => {
      const joined: ScriptedNode[] = [];
      try {
        await test(stageOf(under, joined));
      } finally {
        for (const node of joined) node.stop();
      }
    },
    { warmUpMs: 0, ...tuning },
    changes,
  );
}

function stageOf(under: HostUnderTest, joined: ScriptedNode[]): NodeStage {
  const wsUrl = `ws://127.0.0.1:${under.devicePort}`;
  const nodes = under.host.system.find(nodesActor, "nodes");
  if (nodes === undefined) throw new Error("the directory of node hosts does not run");
  const order: NodeStage["order"] = (serverId, command, params = {}, container = "3node0") =>
    submit(nodes, { scope: "container", serverId, container }, command, params);
  return {
    ...under,
    wsUrl,
    join(options) {
      const node = createScriptedNode({ url: wsUrl, ...options });
      joined.push(node);
      node.start();
      return node;
    },
    look: (serverId) => look(nodes, serverId),
    order,
    async run(...asked) {
      return await under.api.finished(await order(...asked), PATIENCE_MS);
    },
    complaints: () =>
      under.log.filter(({ logger }) => logger === "signalbox.peers")
        .map(({ properties }) => `${properties.kind} ${properties.peerAddress}`),
  };
}

async function look(nodes: ActorRef<NodesMessage>, serverId: string): Promise<NodeSnapshot> {
  const question: Extract<NodesMessage, { type: "findNode" }> = { type: "findNode", serverId };
  return valueOf(await nodes.ask(question, { timeoutMs: PATIENCE_MS }));
}

async function submit(
  nodes: ActorRef<NodesMessage>,
  selection: OrderNodes["selection"],
  command: string,
  params: OrderNodes["params"],
): Promise<Command> {
  const question: OrderNodes = {
    type: "orderNodes",
    selection,
    command,
    params,
    requester: { name: "tester", address: "local" },
    rights: ["exec", "keys", "payout", "logs"],
    deadlineMs: null,
    waitOnlineMs: null,
    idempotency: null,
  };
  const { commands: [first] } = valueOf(await nodes.ask(question, { timeoutMs: PATIENCE_MS }));
  if (first === undefined) throw new Error("the order made no command");
  return first;
}
