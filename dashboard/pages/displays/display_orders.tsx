import { useSignal } from "@preact/signals";
import type { Display } from "../../../protocols/api/display.ts";
import { ActionButton, randomKey } from "../../parts/action_button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { toastProblem } from "../../parts/toasts.tsx";
import { connection } from "../../wire/connection.ts";
import { mayAs } from "../../wire/session.ts";
import { displayWords } from "../../words/displays.ts";
import { commonWords } from "../../words/shell.ts";
import { PowerActions } from "./display_power.tsx";
import { orderDisplays } from "./order_displays.ts";

/** What may be asked of displays: of one on its page, of many in the list. */
export function DisplayActions(
  { displays, name }: {
    readonly displays: readonly Display[];
    /** Of the one, or how many they are. */
    readonly name: string;
  },
) {
  const words = displayWords();
  const executing = useSignal(false);
  if (!mayAs("operate")) return null;
  const none = displays.length === 0;
  const away = connection.value.state !== "live";
  return (
    <>
      <ActionButton
        disabled={none}
        run={(key) => orderDisplays(words.checked(name), displays, { action: "check" }, key)}
      >
        {words.check}
      </ActionButton>
      <button type="button" disabled={none || away} onClick={() => executing.value = true}>
        {words.execute}
      </button>
      <ActionButton
        disabled={none}
        danger={{
          title: words.stopTitle(name),
          text: words.stopText(displays.length),
          action: words.stop,
        }}
        run={(key) => orderDisplays(words.stopTitle(name), displays, { action: "stop" }, key)}
      >
        {words.stop}
      </ActionButton>
      <PowerActions displays={displays} />
      {executing.value && (
        <ExecuteDialog
          displays={displays}
          name={name}
          onClose={() => executing.value = false}
        />
      )}
    </>
  );
}

function ExecuteDialog(
  { displays, name, onClose }: {
    readonly displays: readonly Display[];
    readonly name: string;
    readonly onClose: () => void;
  },
) {
  const words = displayWords();
  const line = useSignal("");
  const submit = async (event: Event) => {
    event.preventDefault();
    const order = { action: "execute", command: line.value } as const;
    const answer = await orderDisplays(
      words.executed(line.value, name),
      displays,
      order,
      randomKey(),
    );
    if (answer.ok) onClose();
    else toastProblem(answer.problem);
  };
  return (
    <Dialog title={words.executeTitle(name)} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {words.commandLine}
          <textarea
            class="mono"
            rows={3}
            required
            maxLength={8_192}
            value={line}
            onInput={(event) => line.value = event.currentTarget.value}
          />
        </label>
        <footer>
          <button type="button" onClick={onClose}>{commonWords().cancel}</button>
          <button type="submit" class="primary" disabled={connection.value.state !== "live"}>
            {words.execute.replace(" …", "")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
