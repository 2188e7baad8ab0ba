import type { Command } from "../../../protocols/api/command.ts";
import type { Container } from "../../../protocols/api/container.ts";
import type { Node, NodeNote } from "../../../protocols/api/node.ts";
import type { Rotation } from "../../../protocols/api/node_command.ts";
import { problem } from "./answers.ts";
import type { Asked } from "./fake_api.ts";
import { commandRow, displayBody, TIME } from "./samples.ts";

/** Makes a command of the fake ledger. */
type Submit = (row: Command) => Command;

/** Node hosts of a control host's API in memory, as far as the command line uses them. */
export class FakeNodes {
  readonly hosts: Node[] = [];
  readonly containers: Container[] = [];
  /** Answered to the next broadcast, and moved on one step whenever it is read. */
  rotation: Rotation | undefined;
  /** What each host keeps of itself, oldest first. */
  readonly notes: NodeNote[] = [];
  readonly #submit: Submit;

  constructor(submit: Submit) {
    this.#submit = submit;
  }

  add(serverId: string, names: readonly string[], different: Partial<Node> = {}): void {
    this.hosts.push(nodeBody(serverId, names.length, different));
    this.containers.push(...names.map((name) => containerBody(serverId, name)));
  }

  answer({ method, path, query, body }: Asked): Response | undefined {
    const [, kind, serverId, part, name] = path.split("/");
    if (kind === "rotations" && serverId === undefined) {
      return Response.json({ items: [this.rotation].filter((each) => each !== undefined) });
    }
    if (kind === "rotations") return this.#rotating(method);
    if (kind === "containers") return Response.json({ items: this.containers, nextCursor: null });
    if (kind !== "nodes") return undefined;
    if (method === "GET") {
      if (serverId === undefined) return this.#list(query);
      if (part === undefined) return this.#detail(serverId);
      return name === undefined ? this.#containersOf(serverId) : this.#container(serverId, name);
    }
    if (method === "DELETE") return this.#forget(serverId ?? "");
    const action = String(body.command);
    const params = body.params as Command["params"];
    if (serverId === "commands") return this.#broadcast(action, params);
    if (part === "commands") {
      return this.#made([this.#order("node", serverId ?? "", action, params)]);
    }
    const key = `${serverId}/${name}`;
    return Response.json(this.#order("container", key, action, params), { status: 202 });
  }

  #list(query: URLSearchParams): Response {
    const wanted = query.get("q")?.toLowerCase() ?? "";
    const items = this.hosts.filter(({ serverId, name }) =>
      `${serverId} ${name}`.toLowerCase().includes(wanted)
    );
    return Response.json({ items, nextCursor: null });
  }

  #detail(wanted: string): Response {
    const found = this.hosts.find(({ serverId }) => serverId === wanted);
    if (!found) return problem("notFound", `there is no node ${wanted}`);
    const members = this.containers.filter(({ serverId }) => serverId === wanted);
    return Response.json({ ...found, members, notes: this.notes });
  }

  #container(wanted: string, name: string): Response {
    const found = this.containers.find((each) => each.serverId === wanted && each.name === name);
    return found ? Response.json(found) : problem("notFound", `there is no container ${name}`);
  }

  #forget(wanted: string): Response {
    const at = this.hosts.findIndex(({ serverId }) => serverId === wanted);
    if (at < 0) return Response.json({}, { status: 404 });
    this.hosts.splice(at, 1);
    return new Response(null, { status: 204 });
  }

  #containersOf(serverId: string): Response {
    return Response.json({ items: this.containers.filter((one) => one.serverId === serverId) });
  }

  #broadcast(action: string, params: Command["params"]): Response {
    if (this.rotation) {
      return Response.json({ commands: [], rotation: this.rotation }, { status: 202 });
    }
    return this.#made(
      this.containers.map(({ serverId, name }) =>
        this.#order("container", `${serverId}/${name}`, action, params)
      ),
    );
  }

  #made(commands: readonly Command[]): Response {
    return Response.json({ commands, rotation: null }, { status: 202 });
  }

  #order(kind: string, key: string, action: string, params: Command["params"]): Command {
    const row = commandRow("", { key, name: key }, action, params, null);
    return this.#submit({ ...row, target: { kind, key, name: key } });
  }

  #rotating(method: string): Response {
    const { rotation } = this;
    if (!rotation) return Response.json({}, { status: 404 });
    const state = method === "DELETE" ? "stopped" : "completed";
    const steps = rotation.steps.map((step) => ({ ...step, state: "verified" as const }));
    return Response.json({ ...rotation, state, steps });
  }
}

export function rotationBody(...targets: readonly string[]): Rotation {
  return {
    id: "rot_1",
    requester: { name: "first admin", address: "127.0.0.1" },
    createdAt: TIME,
    updatedAt: TIME,
    state: "running",
    reason: null,
    pauseMs: 0,
    steps: targets.map((key) => ({
      target: { kind: "container", key, name: key },
      state: "waiting",
      commandId: null,
      keyId: null,
      reason: null,
    })),
  };
}

function nodeBody(serverId: string, total: number, different: Partial<Node>): Node {
  return {
    serverId,
    name: `machine of ${serverId}`,
    version: "1.1.0",
    account: null,
    liveness: displayBody(1, "any").liveness,
    maintenance: null,
    health: "ok",
    reason: "Everything that should run runs.",
    connected: true,
    secure: false,
    peerAddress: "192.0.2.7",
    createdAt: TIME,
    intervalMs: 1_000,
    clockOffsetMs: 0,
    system: null,
    systemAt: null,
    sequence: { received: 1, missing: 0, repeats: 0, late: 0, restarts: 0 },
    containers: { total, running: total, syncing: 0, stopped: 0, failing: 0 },
    work: null,
    queued: 0,
    ...different,
  };
}

function containerBody(serverId: string, name: string): Container {
  return {
    serverId,
    name,
    health: "running",
    reason: "In step with its chain.",
    maintenance: null,
    liveness: "online",
    present: true,
    configured: true,
    createdAt: TIME,
    stats: null,
    statsAt: null,
    era: null,
    eraAt: null,
    validator: null,
    payout: null,
    backup: null,
  };
}
