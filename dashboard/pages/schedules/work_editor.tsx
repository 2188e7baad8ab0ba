import { containerKey, fleet } from "../../wire/fleet.ts";
import { nodeWords } from "../../words/nodes.ts";
import { scheduleWords } from "../../words/schedules.ts";
import { displayOrder, displayWork, nodeWork, presetWork, type Work } from "./schedule_draft.ts";

interface WorkProps<W extends Work = Work> {
  readonly work: W;
  readonly change: (work: Work) => void;
}

/** What a schedule has done: a preset, a command for containers, or one for a display. */
export function WorkEditor({ work, change }: WorkProps) {
  const words = scheduleWords();
  const choose = (type: string) => {
    const [preset] = fleet.presets.items.value;
    const [display] = fleet.displays.items.value;
    if (type === "preset") change(presetWork(preset?.id ?? 1));
    else if (type === "display") change(displayWork(display?.id ?? 1));
    else change(nodeWork());
  };
  return (
    <fieldset>
      <legend>{words.work}</legend>
      <select
        aria-label={words.work}
        value={work.type}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="preset">{words.workPreset}</option>
        <option value="node">{words.workNode}</option>
        <option value="display">{words.workDisplay}</option>
      </select>
      {work.type === "preset" && <PresetWork work={work} change={change} />}
      {work.type === "node" && <NodeWork work={work} change={change} />}
      {work.type === "display" && <DisplayWork work={work} change={change} />}
    </fieldset>
  );
}

function PresetWork({ work, change }: WorkProps<Extract<Work, { type: "preset" }>>) {
  const words = scheduleWords();
  return (
    <p class="toolbar">
      <select
        aria-label={words.preset}
        value={String(work.presetId)}
        onChange={(event) => change({ ...work, presetId: Number(event.currentTarget.value) })}
      >
        {fleet.presets.items.value.map(({ id, name }) => (
          <option key={id} value={String(id)}>{name}</option>
        ))}
      </select>
      <select
        aria-label={words.action}
        value={work.action}
        onChange={(event) =>
          change({ ...work, action: event.currentTarget.value === "stop" ? "stop" : "execute" })}
      >
        <option value="execute">{words.execute}</option>
        <option value="stop">{words.stop}</option>
      </select>
    </p>
  );
}

/** Commands that make sense without anybody who waits for an answer. */
const COMMANDS = [
  "status",
  "start",
  "stop",
  "restart",
  "backup_keys",
  "rotate_keys",
  "payout",
  "check_keys",
] as const;

const KEPT = "kept";

function NodeWork({ work, change }: WorkProps<Extract<Work, { type: "node" }>>) {
  const words = scheduleWords();
  const { actions } = nodeWords();
  return (
    <p class="toolbar">
      <select
        aria-label={words.command}
        value={work.command}
        onChange={(event) => {
          const command = COMMANDS.find((one) => one === event.currentTarget.value);
          if (command) change({ ...work, command });
        }}
      >
        {COMMANDS.map((one) => <option key={one} value={one}>{actions[one]}</option>)}
        {!COMMANDS.some((one) => one === work.command) && (
          <option value={work.command}>{work.command}</option>
        )}
      </select>
      <select
        aria-label={words.whom}
        value={selectedOf(work.selection)}
        onChange={(event) =>
          change({ ...work, selection: selectionOf(event.currentTarget.value, work.selection) })}
      >
        <option value="each">{words.everyContainer}</option>
        <option value="connected">{words.everyConnected}</option>
        {fleet.containers.items.value.map((container) => (
          <option key={containerKey(container)} value={`one ${containerKey(container)}`}>
            {fleet.nodes.get(container.serverId)?.name ?? container.serverId} / {container.name}
          </option>
        ))}
        {selectedOf(work.selection) === KEPT && <option value={KEPT}>{words.kept}</option>}
      </select>
    </p>
  );
}

type Selection = Extract<Work, { type: "node" }>["selection"];

/** Selections that the console can make and this list cannot are kept as they are. */
function selectedOf(selection: Selection): string {
  if (selection.scope === "container") return `one ${selection.serverId}/${selection.container}`;
  if (selection.scope === "host") return KEPT;
  const filters = Object.keys(selection.filter);
  if (filters.length === 0) return "each";
  return filters.join() === "connected" && selection.filter.connected ? "connected" : KEPT;
}

function selectionOf(chosen: string, old: Selection): Selection {
  if (chosen === "each") return { scope: "each", filter: {} };
  if (chosen === "connected") return { scope: "each", filter: { connected: true } };
  const [, serverId, container] = /^one ([^/]+)\/(.+)$/.exec(chosen) ?? [];
  if (serverId === undefined || container === undefined) return old;
  return { scope: "container", serverId, container };
}

function DisplayWork({ work, change }: WorkProps<Extract<Work, { type: "display" }>>) {
  const words = scheduleWords();
  const { order } = work;
  const { deadlineMs, waitOnlineMs } = order;
  const timing = { deadlineMs, waitOnlineMs };
  const choose = (chosen: string) => {
    const order = displayOrder(chosen, timing);
    if (order !== undefined) change({ ...work, order });
  };
  return (
    <p class="toolbar">
      <select
        aria-label={words.display}
        value={String(work.displayId)}
        onChange={(event) => change({ ...work, displayId: Number(event.currentTarget.value) })}
      >
        {fleet.displays.items.value.map(({ id, name }) => (
          <option key={id} value={String(id)}>{name}</option>
        ))}
      </select>
      <select
        aria-label={words.action}
        value={order.action === "power" ? order.what : order.action}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="check">{words.check}</option>
        <option value="execute">{words.execute}</option>
        <option value="stop">{words.stop}</option>
        <option value="wake">{words.wake}</option>
        <option value="restart">{words.restart}</option>
        <option value="shutdown">{words.shutdown}</option>
      </select>
      {order.action === "execute" && (
        <input
          class="mono search"
          required
          maxLength={8_192}
          aria-label={words.commandLine}
          placeholder={words.commandLine}
          value={order.command}
          onInput={(event) =>
            change({ ...work, order: { ...order, command: event.currentTarget.value } })}
        />
      )}
    </p>
  );
}
