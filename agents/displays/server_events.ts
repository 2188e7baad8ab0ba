import { type DisplayBuild, isAddressedTo } from "./display_build.ts";
import { EXECUTIONS, type ExecutionTools } from "./executions.ts";
import { checkAnswer, said, statusUpdate } from "./spelling.ts";

/** The object that came with an event. */
export type Data = Readonly<Record<string, unknown>>;

/** A device as the handlers of its incoming events see it. */
export interface EventTarget extends ExecutionTools {
  readonly build: DisplayBuild;
  readonly name: string;
  register(): void;
  reconnect(): void;
  noteRegistered(): void;
  noteBeatConfirmed(): void;
}

/** When `server_shutdown` does not say. Display guide, section 4.1. */
const DEFAULT_RECONNECT_AFTER_MS = 5_000;

/** Done with the event: the moment when the Python library confirms it, if the server asked for that. */
type Handled = () => void;
type Handle = (data: Data, device: EventTarget, handled: Handled) => void;

/** A Map, as the server chooses the names. */
const HANDLERS: ReadonlyMap<string, Handle> = new Map<string, Handle>([
  ["registration_success", immediately((_data, device) => device.noteRegistered())],
  ["registration_failed", immediately(registerAgain)],
  ["heartbeat_response", immediately(readHeartbeatAnswer)],
  ["connection_check", immediately(answerCheck)],
  ["execute_command", execute],
  ["stop_command", immediately(stop)],
  ["server_shutdown", immediately(prepareReconnect)],
]);

/**
 * Does what the device's build does with an event, and calls `handled` when the build's handler would return;
 * for T3 that is after the program's end. Unknown events are only logged by every build, so they are handled.
 */
export function handleServerEvent(
  event: string,
  data: Data,
  device: EventTarget,
  handled: Handled,
): void {
  const handle = HANDLERS.get(event);
  if (handle === undefined) handled();
  else handle(data, device, handled);
}

function immediately(act: (data: Data, device: EventTarget) => void): Handle {
  return (data, device, handled) => {
    act(data, device);
    handled();
  };
}

function registerAgain(_data: Data, device: EventTarget): void {
  const { registerAgainMs } = device.build;
  if (registerAgainMs !== null) device.waits.after(registerAgainMs, () => device.register());
}

function readHeartbeatAnswer(data: Data, device: EventTarget): void {
  const { readsHeartbeat, reconnectsOnRequest } = device.build;
  const good = readsHeartbeat === "success" ? data.success === true : data.status === "ok";
  if (good) device.noteBeatConfirmed();
  else if (reconnectsOnRequest && data.shouldReconnect === true) device.reconnect();
}

function answerCheck(data: Data, device: EventTarget): void {
  if (!isAddressedTo(device.build.checkName, data, device.name)) return;
  device.say(checkAnswer(device.speaker(), data.timestamp));
}

function execute(data: Data, device: EventTarget, handled: Handled): void {
  if (!isAddressedTo(device.build.commandName, data, device.name)) return handled();
  const execution = {
    command: typeof data.command === "string" ? data.command : "",
    presetId: data[device.build.presetKey] ?? null,
    executionId: data.executionId ?? null,
  };
  EXECUTIONS[device.build.execution](execution, device, handled);
}

function stop(data: Data, device: EventTarget): void {
  if (!isAddressedTo(device.build.commandName, data, device.name)) return;
  const presetId = data[device.build.presetKey] ?? null;
  const stopped = device.programs.stop(presetId);
  const speaker = device.speaker();
  if (device.build.statusUpdates !== null) device.say(statusUpdate(speaker, "online"));
  const { answer } = device.build.stop;
  if (answer === "stop_command_completed") device.say(said(speaker, answer, {}));
  if (answer !== "stop_result") return;
  const result = { success: true, stopped_processes: stopped, message: "stopped" };
  const fields = { clientId: null, presetId, stoppedPresetId: presetId, result };
  device.say(said(speaker, answer, fields));
}

function prepareReconnect(data: Data, device: EventTarget): void {
  if (!device.build.reconnectsOnRequest) return;
  const told = data.reconnectAfter;
  const afterMs = typeof told === "number" ? told : DEFAULT_RECONNECT_AFTER_MS;
  device.waits.after(afterMs, () => device.reconnect());
}
