import { useSignal } from "@preact/signals";
import type { NodeSubmission } from "../../../protocols/api/node_command.ts";
import { commandsIn, followJob } from "../../jobs/jobs.ts";
import { ActionButton, randomKey } from "../../parts/action_button.tsx";
import type { Danger } from "../../parts/confirm.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { toastProblem } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { connection } from "../../wire/connection.ts";
import type { Answer } from "../../wire/problem.ts";
import { pathOf } from "../../wire/root.ts";
import { hasRight, mayAs } from "../../wire/session.ts";
import { nodeWords } from "../../words/nodes.ts";
import { commonWords } from "../../words/shell.ts";

/** Containers that a command is for: one, or several of any hosts. */
export interface NodeTargets {
  /** In words: a name, or how many. */
  readonly name: string;
  readonly containers: readonly { readonly serverId: string; readonly name: string }[];
}

type ActionName = keyof ReturnType<typeof nodeWords>["actions"];

/** What each action is: whether it is asked about first, and the right it needs beside the role. */
const ACTIONS: Partial<
  Record<ActionName, {
    readonly right?: Parameters<typeof hasRight>[0];
    readonly danger?: true;
    /** The name is typed: what cannot be taken back. */
    readonly typed?: true;
  }>
> = {
  status: {},
  start: {},
  stop: { danger: true },
  restart: { danger: true },
  check_keys: {},
  find_validator: {},
  backup_keys: { right: "keys", danger: true, typed: true },
  rotate_keys: { right: "keys", danger: true, typed: true },
  payout: { right: "payout", danger: true, typed: true },
};

/** Sends a command to each container, by host, and follows what becomes of it. */
export async function orderContainers(
  command: string,
  params: object,
  { name, containers }: NodeTargets,
  idempotencyKey: string,
): Promise<Answer<unknown>> {
  const byHost = Map.groupBy(containers, ({ serverId }) => serverId);
  const found = [];
  for (const [serverId, members] of byHost) {
    const answer = await callApi<NodeSubmission>(`nodes/${pathOf(serverId)}/commands`, {
      method: "POST",
      body: { command, params, containers: members.map((member) => member.name) },
      idempotencyKey: `${idempotencyKey}-${serverId}`,
    });
    if (answer.ok) found.push(...commandsIn(answer.value));
    else if (byHost.size === 1) return answer;
    else toastProblem(answer.problem);
  }
  const word = nodeWords().actions[command as ActionName] ?? command;
  followJob(nodeWords().asked(word.replace(" …", ""), name), found);
  return { ok: true, value: undefined, etag: null };
}

/** What may be asked of containers. */
export function NodeActions(
  { targets, only }: {
    readonly targets: NodeTargets;
    /** Fewer, where there is little room. */
    readonly only?: readonly ActionName[];
  },
) {
  if (!mayAs("operate")) return null;
  const names = (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[])
    .filter((name) => !only || only.includes(name));
  return (
    <>
      {names.map((name) => <NodeAction key={name} name={name} targets={targets} />)}
      {!only && hasRight("exec") && <Exec targets={targets} />}
    </>
  );
}

function NodeAction(
  { name, targets }: { readonly name: ActionName; readonly targets: NodeTargets },
) {
  const words = nodeWords();
  const action = ACTIONS[name];
  if (!action || (action.right && !hasRight(action.right))) return null;
  return (
    <ActionButton
      disabled={targets.containers.length === 0}
      {...(action.danger ? { danger: dangerOf(name, targets, action.typed ?? false) } : {})}
      run={(key) => orderContainers(name, {}, targets, key)}
    >
      {words.actions[name]}
    </ActionButton>
  );
}

function dangerOf(name: ActionName, targets: NodeTargets, typed: boolean): Danger {
  const words = nodeWords();
  const texts: Readonly<Partial<Record<ActionName, string>>> = words.danger;
  return {
    title: words.asked(words.actions[name], targets.name),
    text: texts[name] ?? "",
    action: words.actions[name],
    ...(typed ? { typed: targets.name } : {}),
  };
}

/** Runs a program inside; what it prints is in the job and on the command's page. */
function Exec({ targets }: { readonly targets: NodeTargets }) {
  const words = nodeWords();
  const open = useSignal(false);
  const line = useSignal("");
  const away = connection.value.state !== "live";
  const submit = async (event: Event) => {
    event.preventDefault();
    const params = { command: line.value };
    const answer = await orderContainers("exec", params, targets, randomKey());
    if (answer.ok) open.value = false;
    else toastProblem(answer.problem);
  };
  const title = words.exec.title(targets.name);
  return (
    <>
      <button
        type="button"
        class="danger"
        disabled={targets.containers.length === 0 || away}
        onClick={() => open.value = true}
      >
        {words.actions.exec}
      </button>
      {open.value && (
        <Dialog title={title} onClose={() => open.value = false}>
          <form onSubmit={(event) => void submit(event)}>
            <p>{words.danger.exec}</p>
            <label>
              {words.exec.line}
              <input
                class="mono"
                required
                maxLength={4_096}
                value={line}
                onInput={(event) => line.value = event.currentTarget.value}
              />
            </label>
            <footer>
              <button type="button" onClick={() => open.value = false}>
                {commonWords().cancel}
              </button>
              <button type="submit" class="danger" disabled={away}>
                {words.actions.exec.replace(" …", "")}
              </button>
            </footer>
          </form>
        </Dialog>
      )}
    </>
  );
}
