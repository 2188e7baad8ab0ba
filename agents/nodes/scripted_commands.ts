/** A command as the client got it. */
export interface NodeCommand {
  readonly id: string;
  readonly command: string;
  readonly target: string;
  readonly params: { readonly [key: string]: unknown };
}

/** How a command goes: after `takesMs` of the client's time, with a result or an error. */
export interface ScriptedOutcome {
  readonly takesMs: number;
  readonly result?: unknown;
  /** Set: the command failed. */
  readonly error?: string;
}

/** Decides how each command goes. */
export type CommandScript = (command: NodeCommand) => ScriptedOutcome;

/** A docker call or an RPC of a healthy machine. */
const USUAL_MS = 500;
/** Session keys of four kinds. */
const KEY_BYTES = 128;

/** What the fielded client of a healthy machine answers, in its words. */
export const healthyMachine: CommandScript = ({ id, command, target, params }) => {
  const answer = ANSWERS.get(command);
  if (answer === undefined) {
    return { takesMs: 0, error: `지원되지 않는 명령어: ${command}` };
  }
  return { takesMs: USUAL_MS, result: answer(target, params, id) };
};

type Answer = (target: string, params: NodeCommand["params"], id: string) => unknown;

const ANSWERS: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ["start", (target) => `${target} 시작됨`],
  ["stop", (target) => `${target} 중지됨`],
  ["restart", (target) => `${target} 재시작됨`],
  ["logs", (_target, { lines }) => Array(Number(lines ?? 50)).fill("block imported").join("\n")],
  ["status", (target) => `NAMES STATUS\n${target} Up 3 days`],
  ["exec", (_target, { command }) => `ran ${command}\n`],
  ["backup_keys", (target) => `키 백업 완료: ${target}-keys-20250108-1430.tar.gz`],
  ["payout", () => "payout script done"],
  ["rotate_keys", (_target, _params, id) => `새 세션 키: ${keyFor(id)}`],
  ["check_keys", (target) => ({
    container: target,
    has_session_keys: true,
    key_types: { aura: true, gran: true },
    session_keys_hex: null,
  })],
  ["has_session_keys", (target, { session_keys: keys }) => ({
    has_keys: true,
    container: target,
    checked_keys: keys || "current",
  })],
  ["has_key", (target, { public_key: key, key_type: kind }) => ({
    has_key: true,
    container: target,
    key_type: kind ?? "aura",
    public_key: `${String(key).slice(0, 10)}...`,
  })],
  ["find_validator", (target) => ({
    container: target,
    is_validator: true,
    status: "active",
    message: "active in this era",
    epoch_slots: 3,
  })],
]);

/** Keys for a command: always the same for the same id, and others for another one. */
export function keyFor(id: string): string {
  let state = 17;
  for (const letter of id) state = (Math.imul(state, 31) + letter.charCodeAt(0)) >>> 0;
  const bytes = Array.from({ length: KEY_BYTES }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223 + at) >>> 0;
    return (state >>> 24).toString(16).padStart(2, "0");
  });
  return `0x${bytes.join("")}`;
}
