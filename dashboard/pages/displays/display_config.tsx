import { useSignal } from "@preact/signals";
import type { Display } from "../../../protocols/api/display.ts";
import { goTo } from "../../app/router.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { toast } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { memberPathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { displayWords } from "../../words/displays.ts";
import { commonWords } from "../../words/shell.ts";
import { DisplayMac } from "./display_mac.tsx";

/** Its name, which other one it is, and whether it is still wanted. */
export function DisplayConfig({ display }: { readonly display: Display }) {
  if (!mayAs("operate")) return <p class="quiet">{commonWords().noRight}</p>;
  return (
    <div class="panels">
      <Rename display={display} />
      <DisplayMac key={display.id} display={display} />
      {mayAs("admin") && <Merge display={display} />}
      {mayAs("admin") && <Forget display={display} />}
    </div>
  );
}

function Rename({ display: { id, name } }: { readonly display: Display }) {
  const words = displayWords();
  const wanted = useSignal(name);
  return (
    <section class="panel">
      <h2>{words.rename}</h2>
      <label>
        {words.newName}
        <input
          value={wanted}
          maxLength={255}
          onInput={(event) => wanted.value = event.currentTarget.value}
        />
      </label>
      <p>
        <ActionButton
          disabled={wanted.value.trim() === "" || wanted.value === name}
          run={() =>
            callApi(`displays/${memberPathOf(id)}`, {
              method: "PATCH",
              body: { name: wanted.value },
            })}
          onDone={() => toast("ok", words.renamed)}
        >
          {words.rename}
        </ActionButton>
      </p>
    </section>
  );
}

function Merge({ display: { id, name } }: { readonly display: Display }) {
  const words = displayWords();
  const into = useSignal("");
  const others = fleet.displays.items.value.filter((other) => other.id !== id);
  return (
    <section class="panel">
      <h2>{words.merge}</h2>
      <p class="quiet">{words.mergeText}</p>
      <label>
        {words.mergeInto}{" "}
        <select value={into} onChange={(event) => into.value = event.currentTarget.value}>
          <option value=""></option>
          {others.map((other) => <option key={other.id} value={other.name}>{other.name}</option>)}
        </select>
      </label>
      <p>
        <ActionButton
          disabled={into.value === ""}
          danger={{
            title: words.merge,
            text: words.mergeText,
            typed: name,
            action: words.merge.replace(" …", ""),
          }}
          run={() =>
            callApi(`displays/${memberPathOf(id)}/merge`, {
              method: "POST",
              body: { into: into.value },
            })}
          onDone={() => goTo(["displays"])}
        >
          {words.merge}
        </ActionButton>
      </p>
    </section>
  );
}

function Forget({ display: { id, name, connected } }: { readonly display: Display }) {
  const words = displayWords();
  return (
    <section class="panel">
      <h2>{words.forget}</h2>
      <p class="quiet">{words.forgetText}</p>
      <ActionButton
        danger={{
          title: words.forgetTitle(name),
          text: words.forgetText,
          typed: name,
          action: words.forget,
        }}
        run={() =>
          callApi(`displays/${memberPathOf(id)}`, {
            method: "DELETE",
            query: { force: connected ? "true" : undefined },
          })}
        onDone={() => {
          toast("ok", words.forgotten);
          goTo(["displays"]);
        }}
      >
        {words.forget}
      </ActionButton>
    </section>
  );
}
