import type { ActorReport } from "../../../protocols/api/actor.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Display, DisplayDetail } from "../../../protocols/api/display.ts";
import type { Execution } from "../../../protocols/api/execution.ts";
import type { ProblemCode } from "../../../protocols/api/problem.ts";
import type { Ready } from "../../../protocols/api/ready.ts";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import type { Wall } from "../../../protocols/api/wall.ts";
import { BACKUP_NAME, FakeHostBackups } from "./fake_backups.ts";
import { FakeAlertChannels } from "./fake_alert_channels.ts";
import { FakeAlerts } from "./fake_alerts.ts";
import { FakeAudit } from "./fake_audit.ts";
import { FakeCameras } from "./fake_cameras.ts";
import { FakeEdits } from "./fake_edits.ts";
import { FakeNodes } from "./fake_nodes.ts";
import { FakePast } from "./fake_past.ts";
import { FakeSchedules } from "./fake_schedules.ts";
import { FakeSessionKeys } from "./fake_session_keys.ts";
import { deleted, page, problem } from "./answers.ts";
import { actorBody, commandRow, displayBody, executionRow, readyBody, TIME } from "./samples.ts";

/** What was asked of the API. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

type DisplayDraft = Partial<Pick<Display, "name" | "aliases" | "macAddress">>;

/** How a command ends, and how long after it was asked. */
export interface Ending {
  readonly state: Command["state"];
  readonly reason?: string;
  readonly afterMs: number;
  readonly result?: Command["result"];
}

/** A control host's API in memory, as far as the command line uses it. Commands end as `ending` says. */
export class FakeApi {
  readonly asked: Asked[] = [];
  readonly displays: Display[] = [];
  readonly #edited = new FakeEdits(this.displays);
  readonly groups = this.#edited.groups;
  readonly presets = this.#edited.presets;
  readonly commands: Command[] = [];
  readonly executions: Execution[] = [];
  readonly syncHosts: SyncHost[] = [];
  readonly #keys = new FakeSessionKeys();
  readonly sessionKeys = this.#keys.keys;
  readonly walls: Wall[] = [];
  readonly nodes = new FakeNodes((row) => this.#added({ ...row, id: this.#nextId() }));
  readonly schedules = new FakeSchedules();
  readonly alerts = new FakeAlerts();
  readonly audit = new FakeAudit();
  readonly alertChannels = new FakeAlertChannels();
  readonly hostBackups = new FakeHostBackups();
  readonly cameras = new FakeCameras((row) => this.#added({ ...row, id: this.#nextId() }));
  readonly past = new FakePast();
  /** What each display keeps of itself, oldest first. */
  readonly displayNotes: DisplayDetail["notes"] = [];
  readonly endings = new Map<string, Ending>();
  /** What a command says, as event streams: one for each time that somebody listens. */
  readonly spoken: string[] = [];
  actors: ActorReport = actorBody("system");
  ready: Ready = readyBody();
  /** Set to answer every request with this instead. */
  problem: { readonly code: ProblemCode; readonly detail: string; field?: string } | undefined;
  /** Requests that fail before an answer comes, as when the host is starting again. */
  unreachable = 0;
  #passedMs = 0;

  add(name: string, different: Partial<Display> = {}): Display {
    const display = displayBody(this.displays.length + 1, name, different);
    this.displays.push(display);
    return display;
  }

  /** Time passes: commands whose time has come are final. */
  pass(ms: number): void {
    this.#passedMs += ms;
    this.commands.forEach((command, index) => {
      const ending = this.endings.get(command.target.name);
      if (!ending || this.#passedMs < ending.afterMs) return;
      const { state, reason = null, result = null } = ending;
      this.commands[index] = {
        ...command,
        state,
        reason,
        result,
        updatedAt: "2026-03-01T09:30:01.500Z",
      };
    });
  }

  async fetch(request: Request): Promise<Response> {
    if (this.unreachable > 0) {
      this.unreachable--;
      throw new TypeError("tcp connect error: Connection refused (os error 111)");
    }
    const url = new URL(request.url);
    const text = await request.text();
    const asked: Asked = {
      method: request.method,
      path: decodeURIComponent(url.pathname.replace("/api/v1", "")),
      query: url.searchParams,
      headers: request.headers,
      body: text === "" ? {} : JSON.parse(text),
    };
    this.asked.push(asked);
    if (this.problem) return problem(this.problem.code, this.problem.detail, this.problem.field);
    return this.#answer(asked);
  }

  #speak(): Response {
    const headers = { "content-type": "text/event-stream" };
    return new Response(this.spoken.shift() ?? "", { headers });
  }

  #answer(asked: Asked): Response {
    const [, kind, part, verb] = asked.path.split("/");
    const id = part?.replace(/^id:/, "");
    const past = this.past.answer(asked);
    if (past !== undefined) return past;
    switch (`${asked.method} ${kind}`) {
      case "GET displays":
        return part === undefined ? page(this.displays, asked) : this.#display(part);
      case "PATCH displays":
        return this.#editDisplay(id ?? "", asked);
      case "POST displays":
        if (part === undefined) return this.#addDisplay(asked);
        return verb === "merge"
          ? this.#mergeDisplay(Number(id), asked)
          : this.#order(Number(id), asked);
      case "DELETE displays":
        return deleted(this.displays, Number(id));
      case "POST presets":
        if (verb === undefined) break;
        return this.#run(Number(id), verb === "execute" ? "execute" : "stop", asked);
      case "GET commands":
        if (verb === "output") return this.#speak();
        return id === undefined ? this.#commandsOf(asked) : this.#command(id);
      case "DELETE commands":
        return this.#cancel(id ?? "");
      case "GET executions":
        return id === undefined ? page(this.executions, asked) : this.#execution(id);
      case "GET sync-hosts":
        return part === undefined ? page(this.syncHosts, asked) : this.#syncHost(part);
      case "DELETE sync-hosts":
        return deleted(this.syncHosts, Number(id));
      case "GET walls":
        return this.#wall(part);
      case "POST walls":
        return this.#note(id ?? "", asked);
      case "GET tokens":
        return Response.json({ items: [TOKEN] });
      case "POST host-backups":
        return this.hostBackups.make();
      case "GET host-backups":
        return id === BACKUP_NAME ? new Response("encrypted") : this.hostBackups.report();
      case "GET ready":
        return Response.json(this.ready);
      case "GET actors":
        return Response.json(this.actors);
    }
    return this.nodes.answer(asked) ?? this.schedules.answer(asked) ?? this.alerts.answer(asked) ??
      this.audit.answer(asked) ??
      this.#keys.answer(asked) ??
      this.#edited.answer(asked) ??
      this.cameras.answer(asked) ??
      this.alertChannels.answer(asked) ??
      problem("notFound", `there is no ${asked.path}`);
  }

  #display(typed: string): Response {
    const called = (known: string) => known.toLowerCase() === typed.toLowerCase();
    const found = this.displays.find(({ name, aliases }) => [name, ...aliases].some(called)) ??
      this.displays.find(({ id }) => called(String(id)) || called(`id:${id}`));
    if (!found) return problem("notFound", `there is no display ${typed}`);
    return Response.json({ ...found, notes: this.displayNotes });
  }

  #editDisplay(typed: string, { body }: Asked): Response {
    const at = this.displays.findIndex(({ id }) => String(id) === typed);
    const found = this.displays[at];
    if (!found) return problem("notFound", `there is no display ${typed}`);
    const { name = found.name, aliases = [], macAddress = found.macAddress } = body as DisplayDraft;
    this.displays[at] = {
      ...found,
      name,
      aliases: [...found.aliases, ...aliases],
      macAddress,
      macByHand: macAddress !== null,
    };
    return this.#display(typed);
  }

  #addDisplay({ body }: Asked): Response {
    const { name = "", aliases = [], macAddress = null } = body as DisplayDraft;
    const added = this.add(name, { aliases, macAddress });
    return Response.json({ ...added, notes: [] }, { status: 201 });
  }

  #mergeDisplay(id: number, { body }: Asked): Response {
    deleted(this.displays, id);
    return this.#display(String(body.into));
  }

  #order(displayId: number, { body }: Asked): Response {
    const { action, deadlineMs: _d, waitOnlineMs: _w, ...params } = body;
    const command = this.#submit(displayId, String(action), params, null);
    return Response.json(command, { status: 202 });
  }

  #run(presetId: number, action: "execute" | "stop", _asked: Asked): Response {
    const preset = this.presets.find(({ id }) => id === presetId);
    if (!preset) return problem("notFound", `there is no preset ${presetId}`);
    const execution = executionRow(`exe_${this.executions.length + 1}`, preset, action);
    this.executions.unshift(execution);
    for (const { displayId, command, offsetMs } of preset.commands) {
      const row = this.#submit(
        displayId,
        action,
        action === "execute" ? { command } : {},
        execution.id,
      );
      if (offsetMs > 0) row.offsetMs = offsetMs;
    }
    return this.#execution(execution.id, 202);
  }

  #submit(
    displayId: number,
    action: string,
    params: Command["params"],
    executionId: string | null,
  ) {
    const name = this.displays.find(({ id }) => id === displayId)?.name ?? "";
    const target = { key: String(displayId), name };
    return this.#added(commandRow(this.#nextId(), target, action, params, executionId));
  }

  #nextId(): string {
    return `cmd_${this.commands.length + 1}`;
  }

  #added(command: Command): Command {
    this.commands.unshift(command);
    this.#passedMs = 0;
    return command;
  }

  #cancel(id: string): Response {
    const at = this.commands.findIndex((command) => command.id === id);
    const found = this.commands[at];
    if (!found) return problem("notFound", `there is no command ${id}`);
    const reason = "Nobody waits for it any more.";
    this.commands[at] = { ...found, state: "cancelled", reason };
    return Response.json(this.commands[at]);
  }

  #wall(typed: string | undefined): Response {
    if (typed === undefined) return Response.json({ items: this.walls });
    const found = this.walls.find(({ name }) => name === typed);
    if (!found) return problem("notFound", `there is no wall ${typed}`);
    const notes = found.lastNote === null ? [] : [found.lastNote];
    return Response.json({ ...found, notes });
  }

  #note(wall: string, { body }: Asked): Response {
    const found = this.walls.find(({ name }) => name === wall);
    if (!found) return problem("notFound", `there is no wall ${wall}`);
    const note = { id: 1, entryId: found.entryId, at: TIME, by: "operator", text: body.text };
    return Response.json(note, { status: 201 });
  }

  #commandsOf(asked: Asked): Response {
    const of = asked.query.get("target");
    const wanted = this.commands.filter(({ target: { kind, key } }) =>
      of === null || of === `${kind}/${key}`
    );
    return page(wanted, asked);
  }

  #command(id: string): Response {
    const found = this.commands.find((command) => command.id === id);
    if (!found) return problem("notFound", `there is no command ${id}`);
    return Response.json({ ...found, events: [] });
  }

  #execution(id: string, status = 200): Response {
    const found = this.executions.find((execution) => execution.id === id);
    if (!found) return problem("notFound", `there is no execution ${id}`);
    const commands = this.commands.filter(({ executionId }) => executionId === id);
    return Response.json({ ...found, state: "running", commands }, { status });
  }

  #syncHost(typed: string): Response {
    const found = this.syncHosts.find(({ id, name }) =>
      [name, String(id), `id:${id}`].includes(typed)
    );
    return found ? Response.json(found) : problem("notFound", `there is no sync host ${typed}`);
  }
}

const TOKEN = {
  id: "tok_1",
  name: "first admin",
  role: "admin",
  rights: ["exec", "keys"],
  createdAt: TIME,
  expiresAt: null,
  lastUsedAt: TIME,
};
