import type { Display } from "../../../protocols/api/display.ts";
import type { Group } from "../../../protocols/api/group.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import { deleted, problem } from "./answers.ts";
import type { Asked } from "./fake_api.ts";
import { EDITED, TIME } from "./samples.ts";

/** What people edit: the API's groups and presets in memory. Runs are not their part. */
export class FakeEdits {
  readonly groups: Group[] = [];
  readonly presets: Preset[] = [];
  readonly #displays: readonly Display[];

  constructor(displays: readonly Display[]) {
    this.#displays = displays;
  }

  /** Undefined: it is no request about them. */
  answer(asked: Asked): Response | undefined {
    const [, kind, part, verb] = asked.path.split("/");
    const id = Number(part);
    if (kind === "presets" && verb === "status") return this.#presetStatus(id);
    if (verb !== undefined) return undefined;
    if (kind === "groups") return answerFor(this.groups, { displayIds: [] }, id, asked);
    if (kind !== "presets") return undefined;
    const usual = { groupId: null, barrier: false, lastExecutedAt: null };
    return answerFor(this.presets, usual, id, asked);
  }

  #presetStatus(id: number): Response {
    const preset = this.presets.find((each) => each.id === id);
    if (!preset) return problem("notFound", `there is no preset ${id}`);
    const targets = preset.commands.map(({ displayId }) => {
      const display = this.#displays.find((each) => each.id === displayId);
      const { name = "", connected = false, currentPresetId = null } = display ?? {};
      return { displayId, name, connected, runsThis: currentPresetId === id, currentPresetId };
    });
    const counts = { total: targets.length, online: 1, running: 0 };
    return Response.json({ presetId: id, name: preset.name, state: "ready", ...counts, targets });
  }
}

function answerFor<T extends { readonly id: number; readonly version: number }>(
  list: T[],
  usual: object,
  id: number,
  asked: Asked,
): Response | undefined {
  switch (asked.method) {
    case "GET":
      return Response.json({ items: list });
    case "POST":
      return created(list, { description: "", ...usual, ...EDITED }, asked);
    case "PUT":
      return replaced(list, id, asked);
    case "DELETE":
      return deleted(list, id);
  }
  return undefined;
}

function created<T extends { readonly id: number }>(
  list: T[],
  usual: object,
  { body }: Asked,
): Response {
  const made = { ...usual, ...body, id: list.length + 1, createdAt: TIME };
  list.push(made as unknown as T);
  return Response.json(made, { status: 201 });
}

/** An edit from another version than the present one is refused, as the real one does. */
function replaced<T extends { readonly id: number; readonly version: number }>(
  list: T[],
  id: number,
  { headers, body }: Asked,
): Response {
  const at = list.findIndex((each) => each.id === id);
  const found = list[at];
  if (!found) return problem("notFound", `there is no ${id}`);
  const { version } = found;
  if (headers.get("if-match") !== `"${version}"`) {
    return problem("preconditionFailed", "somebody has changed it since");
  }
  list[at] = { ...found, ...body, version: version + 1 };
  return Response.json(list[at]);
}
