import { PRESET_SIZE, type Targets } from "./targets.ts";
import type { Wish, WishKind } from "./wish.ts";
import { drawKind } from "./wish_weights.ts";

/** What a fielded client takes to restart a container, three times over on a slow disk: so much longer. */
const NODE_FACTOR = 3;
/** Longer than the control host's clock is ever off: a window that is over by then would be refused. */
const WINDOW_MS = 2 * 3_600_000;

/** What is wished for. */
export interface WishOptions {
  /** Of orders to displays and cameras; node hosts get three times as long. */
  readonly deadlineMs: number;
  /** Kinds that nobody wishes for. */
  readonly leaveOut: readonly WishKind[];
}

/** Makes one wish after the other, the same for the same numbers. */
export class WishMaker {
  readonly #targets: Targets;
  readonly #random: () => number;
  readonly #name: string;
  readonly #options: WishOptions;
  #made = 0;

  /** @param name of the run: its keys begin with it */
  constructor(targets: Targets, random: () => number, name: string, options: WishOptions) {
    this.#options = options;
    this.#targets = targets;
    this.#random = random;
    this.#name = name;
  }

  /** What somebody wants next. @param operator his presets and groups are edited by nobody else */
  next(operator: number): Wish | undefined {
    const kind = drawKind(this.#random);
    return this.#options.leaveOut.includes(kind) ? undefined : this.make(kind, operator);
  }

  make(kind: WishKind, operator: number): Wish | undefined {
    const key = `${this.#name}-${++this.#made}`;
    switch (kind) {
      case "execute":
      case "stop":
        return this.#display(kind, key);
      case "exec":
      case "rotate_keys":
      case "backup_keys":
      case "restart":
        return this.#container(kind, key);
      case "record_start":
      case "record_stop":
        return this.#camera(kind, key);
      case "preset_run":
      case "preset_stop":
      case "preset_edit":
        return this.#preset(kind, key, operator);
      case "group_edit":
        return this.#group(key, operator);
      case "maintenance":
        return this.#window(key);
      case "acknowledge":
        // Which alert is only known when it is there.
        return { kind, key, method: "POST", path: "", json: { note: key } };
    }
  }

  #display(kind: "execute" | "stop", key: string): Wish | undefined {
    const display = this.#one(this.#targets.displays);
    if (display === undefined) return undefined;
    const path = `/api/v1/displays/${display.name}/commands`;
    const deadlineMs = this.#options.deadlineMs;
    // Half of them wait for a display that is away; the others fail at once.
    const waitOnlineMs = this.#random() < 0.5 ? Math.round(deadlineMs / 2) : null;
    const timing = { deadlineMs, waitOnlineMs };
    const json = kind === "stop"
      ? { action: kind, ...timing }
      : { action: kind, command: showOf(key), ...timing };
    return { kind, key, method: "POST", path, json };
  }

  #container(kind: "exec" | "rotate_keys" | "backup_keys" | "restart", key: string) {
    const container = this.#one(this.#targets.containers);
    if (container === undefined) return undefined;
    const path = `/api/v1/nodes/${container.serverId}/containers/${container.name}/commands`;
    const params = kind === "exec" ? { command: `echo ${key}` } : {};
    return {
      kind,
      key,
      method: "POST",
      path,
      json: { command: kind, params, deadlineMs: NODE_FACTOR * this.#options.deadlineMs },
    } as const;
  }

  #camera(kind: "record_start" | "record_stop", key: string): Wish | undefined {
    const camera = this.#one(this.#targets.cameras);
    if (camera === undefined) return undefined;
    const path = `/api/v1/cameras/${camera}/commands`;
    return {
      kind,
      key,
      method: "POST",
      path,
      json: { action: kind, deadlineMs: this.#options.deadlineMs },
    };
  }

  #preset(kind: "preset_run" | "preset_stop" | "preset_edit", key: string, operator: number) {
    const { presets } = this.#targets;
    const id = presets[operator % presets.length];
    if (id === undefined || (kind === "preset_edit" && operator >= presets.length)) {
      return undefined;
    }
    const path = `/api/v1/presets/${id}`;
    if (kind === "preset_edit") {
      return { kind, key, method: "PUT", path, json: this.presetDraft(operator, key) } as const;
    }
    const verb = kind === "preset_run" ? "execute" : "stop";
    return {
      kind,
      key,
      method: "POST",
      path: `${path}/${verb}`,
      json: { deadlineMs: this.#options.deadlineMs },
    } as const;
  }

  #group(key: string, operator: number): Wish | undefined {
    const id = this.#targets.groups[operator];
    if (id === undefined) return undefined;
    const json = this.groupDraft(operator, key);
    return { kind: "group_edit", key, method: "PUT", path: `/api/v1/groups/${id}`, json };
  }

  #window(key: string): Wish | undefined {
    const display = this.#one(this.#targets.displays);
    if (display === undefined) return undefined;
    const until = Date.now() + WINDOW_MS;
    const subjects = [{ kind: "display", key: String(display.id) }];
    const [from, to] = [until - WINDOW_MS, until].map((at) => new Date(at).toISOString());
    const json = { from, until: to, subjects, note: key };
    return { kind: "maintenance", key, method: "POST", path: "/api/v1/maintenance", json };
  }

  presetDraft(operator: number, key: string) {
    const commands = this.#some().map(({ id }) => ({
      displayId: id,
      command: showOf(key),
      offsetMs: 0,
    }));
    return {
      name: `Preset ${operator}`,
      description: key,
      groupId: null,
      barrier: false,
      commands,
    };
  }

  groupDraft(operator: number, key: string) {
    return {
      name: `Group ${operator}`,
      description: key,
      displayIds: this.#some().map(({ id }) => id).sort((one, other) => one - other),
    };
  }

  #some() {
    const { displays } = this.#targets;
    const first = Math.floor(this.#random() * Math.max(1, displays.length - PRESET_SIZE));
    return displays.slice(first, first + PRESET_SIZE);
  }

  #one<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.#random() * all.length)];
  }
}

/** A command line that is found again by its key. */
function showOf(key: string): string {
  return `Stage.exe -scene ${key}`;
}
