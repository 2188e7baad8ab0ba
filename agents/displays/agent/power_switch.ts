/** What may be done with the machine. */
export type PowerAction = "restart" | "shutdown";

/** Does it: resolves once the system has taken the order, rejects with a sentence when it has not. */
export type PowerSwitch = (action: PowerAction) => Promise<void>;

/** A program and what it is told. */
export type PowerCommand = readonly [program: string, ...args: string[]];

/** The seconds let the answer reach the server; programs that hold the machine up are ended then. */
export const WINDOWS_POWER: Readonly<Record<PowerAction, PowerCommand>> = {
  restart: ["shutdown.exe", "/r", "/t", "5"],
  shutdown: ["shutdown.exe", "/s", "/t", "5"],
};

/** The system ends its services in order, this agent among them. */
export const POSIX_POWER: Readonly<Record<PowerAction, PowerCommand>> = {
  restart: ["shutdown", "-r", "now"],
  shutdown: ["shutdown", "-h", "now"],
};

/** Of what a refused command has said: enough for the reason. */
const MAX_SAID_CHARS = 300;

/** A switch that works by commands of the system, which the agent's user must be allowed to give. */
export function powerSwitch(
  commands: Readonly<Record<PowerAction, PowerCommand>>,
): PowerSwitch {
  return async (action) => {
    const [program, ...args] = commands[action];
    const { success, code, stderr } = await new Deno.Command(program, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    if (success) return;
    const said = new TextDecoder().decode(stderr).trim().slice(0, MAX_SAID_CHARS);
    throw new Error(`${program} ended with ${code}${said === "" ? "" : `: ${said}`}`);
  };
}
