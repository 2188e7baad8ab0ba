import type { Command, CommandState } from "../../ledger/command.ts";
import { conditionId, well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";

/** A day: who has not looked by then will not learn more from it. */
const EXPIRES_MS = 86_400_000;

/** Have alerts of their own. */
const KEY_ACTIONS: ReadonlySet<string> = new Set(["rotate_keys", "backup_keys"]);

const WORDS: Readonly<Partial<Record<CommandState, { readonly en: string; readonly ko: string }>>> =
  {
    failed: { en: "failed", ko: "실패했습니다" },
    timed_out: { en: "was not answered in time", ko: "제시간에 응답이 없었습니다" },
  };

/** A command failed. The same action that completes on the same member takes it back. */
export const commandFailed: Rule<"commandFailed"> = {
  rule: "commandFailed",
  expiresMs: EXPIRES_MS,
  notInWarmUp: true,
  on: {
    command(command) {
      const { target, order: { action: about }, state } = command;
      if (KEY_ACTIONS.has(about)) return [];
      if (state === "completed") return [well("commandFailed", target, about)];
      const word = WORDS[state];
      if (word === undefined || neverLeft(command)) return [];
      const reason = {
        en: `The command ${about} ${word.en}.`,
        ko: `${about} 명령이 ${word.ko}.`,
      };
      const causes = [conditionId("offline", target.kind, target.key)];
      return [wrong("commandFailed", target, { reason, causes, about })];
    },
  },
};

/** Refused at once, because nobody was there: whoever asked was told so, and the member has an alert of its own. */
function neverLeft({ state, reason }: Command): boolean {
  return state === "failed" && reason?.startsWith("not_connected") === true;
}
