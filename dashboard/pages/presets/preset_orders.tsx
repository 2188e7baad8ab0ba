import type { ExecutionDetail } from "../../../protocols/api/execution.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import { commandsIn, followJob } from "../../jobs/jobs.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { callApi } from "../../wire/api.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { presetWords } from "../../words/presets.ts";

/** Runs and stops a preset; each target becomes a row in the job panel. */
export function PresetActions({ preset: { id, name } }: { readonly preset: Preset }) {
  const words = presetWords();
  if (!mayAs("operate")) return null;
  const order = (action: "execute" | "stop", title: string) => async (idempotencyKey: string) => {
    const path = `presets/${pathOf(id)}/${action}`;
    const answer = await callApi<ExecutionDetail>(path, {
      method: "POST",
      body: {},
      idempotencyKey,
    });
    if (answer.ok) followJob(title, commandsIn(answer.value));
    return answer;
  };
  return (
    <>
      <ActionButton primary run={order("execute", words.ran(name))}>{words.run}</ActionButton>
      <ActionButton
        danger={{ title: words.stopped(name), text: words.stopText, action: words.stop }}
        run={order("stop", words.stopped(name))}
      >
        {words.stop}
      </ActionButton>
    </>
  );
}
