import { useSignal } from "@preact/signals";
import type { Session } from "../../../protocols/api/session.ts";
import { CopyButton } from "../../parts/copy_button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { toastProblem } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { commonWords } from "../../words/shell.ts";
import { tokenWords } from "../../words/tokens.ts";

const ROLES = ["view", "operate", "admin"] as const;
const RIGHTS = ["exec", "keys", "payout", "logs", "recordings"] as const;
const DAY_MS = 86_400_000;

interface Made {
  readonly token: { readonly name: string };
  readonly secret: string;
}

/** Makes a token, and shows its secret once. */
export function NewToken({ made }: { readonly made: () => void }) {
  const words = tokenWords();
  const name = useSignal("");
  const role = useSignal<Session["role"]>("view");
  const rights = useSignal<Session["rights"]>([]);
  const days = useSignal("");
  const shown = useSignal<Made | undefined>(undefined);
  const submit = async (event: Event) => {
    event.preventDefault();
    const forDays = Number(days.value);
    const expiresAt = forDays > 0 ? new Date(Date.now() + forDays * DAY_MS).toISOString() : null;
    const body = { name: name.value.trim(), role: role.value, rights: rights.value, expiresAt };
    const answer = await callApi<Made>("tokens", { method: "POST", body });
    if (!answer.ok) return toastProblem(answer.problem);
    shown.value = answer.value;
    name.value = "";
    made();
  };
  const toggle = (right: typeof RIGHTS[number], wanted: boolean) => {
    const others = rights.value.filter((one) => one !== right);
    rights.value = wanted ? [...others, right] : others;
  };
  return (
    <form class="panel new-token" onSubmit={(event) => void submit(event)}>
      <div class="toolbar">
        <input
          class="search"
          name="name"
          required
          maxLength={255}
          aria-label={words.name}
          placeholder={words.name}
          value={name}
          onInput={(event) => name.value = event.currentTarget.value}
        />
        <RoleSelect role={role.value} choose={(chosen) => role.value = chosen} />
        <label class="filter">
          <span class="quiet">{words.forDays}</span>
          <input
            type="number"
            min={1}
            max={3_650}
            placeholder={words.never}
            value={days}
            onInput={(event) => days.value = event.currentTarget.value}
          />
        </label>
        <button type="submit" class="primary">{words.create}</button>
      </div>
      <fieldset class="rights">
        <legend class="quiet">{words.rights}</legend>
        {RIGHTS.map((right) => (
          <label key={right}>
            <input
              type="checkbox"
              checked={rights.value.includes(right)}
              onChange={(event) => toggle(right, event.currentTarget.checked)}
            />{" "}
            {words.rightNames[right]}
          </label>
        ))}
      </fieldset>
      {shown.value && <Secret made={shown.value} onClose={() => shown.value = undefined} />}
    </form>
  );
}

function RoleSelect(
  { role, choose }: {
    readonly role: Session["role"];
    readonly choose: (role: Session["role"]) => void;
  },
) {
  const words = tokenWords();
  return (
    <label class="filter">
      <span class="quiet">{words.role}</span>
      <select
        value={role}
        onChange={(event) =>
          choose(ROLES.find((one) => one === event.currentTarget.value) ?? "view")}
      >
        {ROLES.map((one) => <option key={one} value={one}>{words.roles[one]}</option>)}
      </select>
    </label>
  );
}

function Secret(
  { made: { token, secret }, onClose }: { readonly made: Made; readonly onClose: () => void },
) {
  const words = tokenWords();
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p dir="auto">{words.made(token.name)}</p>
      <p class="copyable">
        <code class="revealed">{secret}</code>{" "}
        <CopyButton text={secret} label={commonWords().copy} />
      </p>
    </Dialog>
  );
}
