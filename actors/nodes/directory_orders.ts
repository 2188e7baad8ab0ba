import type { Target } from "../ledger/command.ts";
import type { SubmitCommands } from "../ledger/messages.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { maskKey } from "../session_keys/masked_key.ts";
import { lookUp, noNode } from "./directory_reads.ts";
import type { NodeDirectory, NodeMember, NodesContext } from "./directory_state.ts";
import { FOLLOW_MS, isFollow } from "./logs/log_follow_state.ts";
import type {
  NodeFilter,
  NodeSelection,
  NodeSubmission,
  OrderNodes,
  PlanNodes,
} from "./messages.ts";
import type { StartRotation } from "./rotation/rotation_messages.ts";
import { ALL_CONTAINERS, type CommandParams, type CommandRule, concerns } from "./rules.ts";
import type { ContainerSeat } from "./seat.ts";
import { containerOf, containerTarget, nodeTarget } from "./target_keys.ts";

/** The ledger answers within one write. */
const ASK_MS = 30_000;

/** What an order comes down to, once it is known to be a good one. */
interface Plan {
  readonly rule: CommandRule;
  readonly targets: readonly Target[];
  readonly params: CommandParams;
}

/**
 * Commands for containers or hosts: nothing is written unless all of them are good. Keys are rotated on several
 * containers one after the other, each checked before the next, and by nobody but the actor that does that.
 */
export function orderNodes(
  directory: NodeDirectory,
  question: OrderNodes,
  ctx: NodesContext,
): void {
  const plan = planOf(directory, question);
  if (!plan.ok) return ctx.reply(question, plan);
  const reply = ctx.defer(question);
  const { correlationId } = ctx;
  const patience = {
    timeoutMs: ASK_MS,
    ...(correlationId === undefined ? {} : { correlationId }),
  };
  const several = question.command === "rotate_keys" && plan.value.targets.length > 1;
  const answered = several
    ? rotate(directory, question, plan.value, patience)
    : submit(directory, question, plan.value, patience);
  answered.then((outcome) => reply.ok(outcome), (cause) => reply.fail(cause));
}

/** Whom an order would be for. */
export function planNodes(
  directory: NodeDirectory,
  question: PlanNodes,
  ctx: NodesContext,
): void {
  const plan = planOf(directory, question);
  ctx.reply(question, plan.ok ? accept(plan.value.targets) : plan);
}

type Patience = { readonly timeoutMs: number; readonly correlationId?: string };

async function rotate(
  { args }: NodeDirectory,
  { requester, deadlineMs, pauseMs = 0, idempotency }: OrderNodes,
  { rule, targets }: Plan,
  patience: Patience,
): Promise<Outcome<NodeSubmission>> {
  const start: StartRotation = {
    type: "startRotation",
    targets,
    requester,
    deadlineMs: deadlineMs ?? rule.deadlineMs,
    pauseMs,
    idempotency,
  };
  const outcome = await args.rotations.ask(start, patience);
  if (!outcome.ok) return outcome;
  const { run: rotation, replayed } = outcome.value;
  return accept({ commands: [], rotation, replayed });
}

async function submit(
  directory: NodeDirectory,
  { command: action, requester, deadlineMs, waitOnlineMs, idempotency }: OrderNodes,
  { rule, targets, params }: Plan,
  patience: Patience,
): Promise<Outcome<NodeSubmission>> {
  const usualMs = isFollow({ action, params }) ? FOLLOW_MS : rule.deadlineMs;
  const submission: SubmitCommands = {
    type: "submitCommands",
    requester,
    commands: targets.map((target) => ({
      target,
      order: { action, params: withoutKey(directory, params) },
    })),
    deadlineMs: deadlineMs ?? usualMs,
    waitOnlineMs,
    idempotency,
  };
  const outcome = await directory.args.ledger.ask(submission, patience);
  if (!outcome.ok) return outcome;
  const { commands, replayed } = outcome.value;
  return accept({ commands, rotation: null, replayed });
}

/** A session key in the params stays in memory; everybody may read the ledger. */
function withoutKey({ vault }: NodeDirectory, params: CommandParams): CommandParams {
  const { session_keys: sessionKeys } = params;
  if (typeof sessionKeys !== "string" || sessionKeys === "") return params;
  return { ...params, session_keys: maskKey(sessionKeys), key_ref: vault.put(sessionKeys) };
}

function planOf(
  directory: NodeDirectory,
  question: Pick<PlanNodes, "selection" | "command" | "params" | "rights">,
): Outcome<Plan> {
  const { command, params: given, rights, selection } = question;
  const { rules, execBlockList } = directory.args;
  const rule = rules.find(command);
  if (!rule) return refuse("invalid", "There is no such command.", { field: "command" });
  if (rule.right !== "operate" && !rights.includes(rule.right)) {
    return refuse("forbidden", `${command} needs the right ${rule.right}.`);
  }
  const found = targetsOf(directory, selection, command);
  if (!found.ok) return found;
  const [first] = found.value;
  if (!first) {
    return refuse("invalid", `There is no container that ${command} could be sent to.`);
  }
  const checked = rules.check(command, containerOf(first.key) ?? ALL_CONTAINERS, given);
  if (!checked.ok) {
    const { field, rule: broken } = checked;
    return refuse("invalid", `${field}: ${broken}`, { field });
  }
  const { params } = checked;
  const blocked = command === "exec" ? execBlockList.find(String(params.command)) : undefined;
  if (blocked !== undefined) {
    const detail =
      `The block list of this control host forbids "${blocked}" (setting execBlockList).`;
    return refuse("forbidden", detail, { field: "params.command" });
  }
  return accept({ rule, targets: found.value, params });
}

function targetsOf(
  directory: NodeDirectory,
  selection: NodeSelection,
  command: string,
): Outcome<readonly Target[]> {
  switch (selection.scope) {
    case "container": {
      const found = lookUp(directory, selection);
      if (!found.ok) return found;
      return accept([containerTarget(selection.serverId, selection.container)]);
    }
    case "host":
      return directory.members.has(selection.serverId)
        ? accept([nodeTarget(selection.serverId)])
        : noNode(selection.serverId);
    case "each":
      return eachOf(directory, selection.filter, command);
  }
}

function eachOf(
  directory: NodeDirectory,
  filter: NodeFilter,
  command: string,
): Outcome<readonly Target[]> {
  const unknown = filter.serverIds?.find((serverId) => !directory.members.has(serverId));
  if (unknown !== undefined) return noNode(unknown);
  const targets: Target[] = [];
  for (const [serverId, member] of [...directory.members].sort(([a], [b]) => a < b ? -1 : 1)) {
    if (!isWanted(member, filter)) continue;
    for (const container of member.seat.containers.values()) {
      const { name } = container.record;
      if (concerns(command, name) && isWantedContainer(container, filter, command)) {
        targets.push(containerTarget(serverId, name));
      }
    }
  }
  return accept(targets);
}

function isWanted({ seat }: NodeMember, { serverIds, connected }: NodeFilter): boolean {
  if (serverIds && !serverIds.includes(seat.record.serverId)) return false;
  return connected === undefined || (seat.link?.open === true) === connected;
}

/** What is gone can only be started; who names a container gets it either way. */
function isWantedContainer(
  { record, stats, present }: ContainerSeat,
  { containers, nodeTypes }: NodeFilter,
  command: string,
): boolean {
  if (nodeTypes && !nodeTypes.includes(stats?.nodeType ?? "")) return false;
  return containers ? containers.includes(record.name) : present || command === "start";
}
