import { useSignal } from "@preact/signals";
import type { Display } from "../../../protocols/api/display.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { toast } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { memberPathOf } from "../../wire/root.ts";
import { displayWords } from "../../words/displays.ts";

/** Which network card wakes the display: as it claims, or as a person knows better. */
export function DisplayMac({ display: { id, macAddress, macByHand } }: {
  readonly display: Display;
}) {
  const words = displayWords();
  const wanted = useSignal(macAddress ?? "");
  const set = (mac: string | null) =>
    callApi<Display>(`displays/${memberPathOf(id)}`, {
      method: "PATCH",
      body: { macAddress: mac },
    });
  return (
    <section class="panel">
      <h2>{words.mac}</h2>
      <p class="quiet">{words.macText}</p>
      <label>
        {words.macAddress}
        <input
          class="mono"
          value={wanted}
          maxLength={32}
          placeholder="02:00:5E:00:53:01"
          onInput={(event) => wanted.value = event.currentTarget.value}
        />
      </label>
      <p>
        <ActionButton
          disabled={wanted.value.trim() === "" || wanted.value === macAddress && macByHand}
          run={() => set(wanted.value)}
          onDone={() => toast("ok", words.macSaved)}
        >
          {words.macSave}
        </ActionButton>{" "}
        {macByHand && (
          <ActionButton
            run={async () => {
              const answer = await set(null);
              if (answer.ok) wanted.value = answer.value.macAddress ?? "";
              return answer;
            }}
            onDone={() => toast("ok", words.macCleared)}
          >
            {words.macClear}
          </ActionButton>
        )}
      </p>
    </section>
  );
}
