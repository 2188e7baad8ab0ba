import type { Command } from "../../../protocols/api/command.ts";
import type { ExecutionDetail } from "../../../protocols/api/execution.ts";
import { type Answered, isAccepted, type WishKind } from "../workload/wish.ts";
import type { Evidence, HostAccount } from "./evidence.ts";
import { broken, type Violation } from "./violation.ts";

/** Every accepted request is there with what it said; none was made twice, and none was refused without need. */
export function judgeWrites({ answered, account }: Evidence): readonly Violation[] {
  const commands = new Map(account.commands.map((command) => [command.id, command]));
  return [
    ...answered.flatMap((each) => isAccepted(each) ? [] : judgeRefusal(each)),
    ...answered.filter(isAccepted).flatMap((each) => judgeAccepted(each, account, commands)),
    ...judgeKeys(account.commands),
    ...judgeEdits(answered, account),
  ];
}

/** What may change between the look and the request: an alert is over, a recording runs or does not. */
const MAY_BE_REFUSED: ReadonlySet<WishKind> = new Set(["acknowledge"]);

function judgeRefusal({ wish, status, body, refusals }: Answered): readonly Violation[] {
  if (status !== null && MAY_BE_REFUSED.has(wish.kind)) return [];
  const promise = status === null
    ? "everything is answered in the end"
    : "what is right is accepted";
  return [broken(promise, wish, status, body, refusals.slice(-5))];
}

function judgeAccepted(
  answered: Answered,
  account: HostAccount,
  commands: ReadonlyMap<string, Command>,
): readonly Violation[] {
  const { wish: { kind }, body } = answered;
  switch (kind) {
    case "preset_run":
    case "preset_stop":
      return (body as ExecutionDetail).commands.flatMap(({ id }) =>
        commands.has(id) ? [] : lost(answered, id)
      );
    case "preset_edit":
    case "group_edit":
      return [];
    case "maintenance":
      return judgeWindow(answered, account);
    case "acknowledge":
      return judgeAcknowledgement(answered, account);
    default:
      return judgeCommand(answered, commands.get((body as Command).id));
  }
}

function lost({ wish, body }: Answered, what: string): readonly Violation[] {
  return [broken("an acknowledged write is never lost", what, wish, body)];
}

function judgeCommand(answered: Answered, row: Command | undefined): readonly Violation[] {
  const { wish: { key, json }, body } = answered;
  const { id } = body as Command;
  if (row === undefined) return lost(answered, id);
  const said = row.params.command;
  const wanted = "params" in json
    ? (json.params as { readonly command?: unknown }).command
    : json.command;
  const isSame = row.idempotencyKey === key && row.action === (json.action ?? json.command) &&
    (json.action === "stop" || said === wanted);
  return isSame ? [] : [broken("an acknowledged command is kept as it was asked for", json, row)];
}

function judgeWindow(answered: Answered, { windows }: HostAccount): readonly Violation[] {
  const { id, note } = answered.body as { readonly id: number; readonly note: string };
  return windows.some((window) => window.id === id && window.note === note)
    ? []
    : lost(answered, "maintenance window");
}

function judgeAcknowledgement(answered: Answered, account: HostAccount): readonly Violation[] {
  const { id } = answered.body as { readonly id: number };
  const steps = account.acknowledged.find((alert) => alert.id === id)?.steps ?? [];
  const isThere = steps.some(({ kind, note }) =>
    kind === "acknowledged" && note === answered.wish.key
  );
  // Somebody else was first, and his name stays.
  const wasAlready = (answered.body as { readonly state: string }).state === "acknowledged" &&
    steps.some(({ kind }) => kind === "acknowledged");
  return isThere || wasAlready ? [] : lost(answered, "acknowledgement");
}

/** A key makes one command, and one execution, however often it is said. */
function judgeKeys(commands: readonly Command[]): readonly Violation[] {
  const withKey = commands.filter(({ idempotencyKey }) => idempotencyKey !== null);
  return [...Map.groupBy(withKey, ({ idempotencyKey }) => idempotencyKey)].flatMap(
    ([key, rows]) => {
      const targets = new Set(rows.map(({ target: { kind, key } }) => `${kind}/${key}`));
      return targets.size === rows.length
        ? []
        : [broken("an idempotency key makes one command", key, rows.map(({ id }) => id))];
    },
  );
}

/** Presets and groups are as the last accepted edit left them; one without an answer may have been the last. */
function judgeEdits(answered: readonly Answered[], account: HostAccount): readonly Violation[] {
  const edits = answered.filter(({ wish: { kind } }) =>
    kind === "preset_edit" || kind === "group_edit"
  );
  return [...Map.groupBy(edits, ({ wish: { path } }) => path)].flatMap(([path, mine]) => {
    const sorted = mine.toSorted((one, other) => one.answeredAt - other.answeredAt);
    const last = sorted.findLastIndex(isAccepted);
    if (last < 0) return [];
    const isThere = thingAt(path, account);
    const fits = sorted.slice(last).some(({ wish: { json } }) => holds(isThere, json));
    if (fits) return [];
    return [broken("the last accepted edit counts", path, isThere, sorted[last]?.wish.json)];
  });
}

function thingAt(path: string, { presets, groups }: HostAccount): unknown {
  const id = Number(path.split("/").at(-1));
  const all: readonly { readonly id: number }[] = path.includes("/presets/") ? presets : groups;
  return all.find((each) => each.id === id);
}

/** Whether everything that was asked for is there. */
function holds(thing: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return Object.is(thing, wanted);
  if (typeof thing !== "object" || thing === null) return false;
  const here = thing as Readonly<Record<string, unknown>>;
  if (Array.isArray(wanted) && (!Array.isArray(thing) || thing.length !== wanted.length)) {
    return false;
  }
  return Object.entries(wanted).every(([name, value]) => holds(here[name], value));
}
