import { useSignal } from "@preact/signals";
import type { Group } from "../../../protocols/api/group.ts";
import { goTo } from "../../app/router.ts";
import type { PageProps } from "../../app/routes.ts";
import { displayLine } from "../../members/member.ts";
import { MemberTile } from "../../members/member_tile.tsx";
import { ActionButton } from "../../parts/action_button.tsx";
import { EditProblem } from "../../parts/edit_conflict.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { toast } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { connection } from "../../wire/connection.ts";
import { fleet } from "../../wire/fleet.ts";
import type { RequestProblem } from "../../wire/problem.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { presetWords } from "../../words/presets.ts";
import { commonWords } from "../../words/shell.ts";
import { DisplayActions } from "../displays/display_orders.tsx";

/** One group: its displays, what may be done with all of them, and its editor. */
export function GroupPage({ params: { id = "" } }: PageProps) {
  const words = presetWords();
  const group = fleet.groups.get(id);
  if (!group) return <EmptyState title={commonWords().noSuchMember(id)} />;
  const displays = group.displayIds.map((one) => fleet.displays.get(String(one)))
    .filter((one) => one !== undefined);
  return (
    <>
      <PageHead title={group.name}>
        <DisplayActions displays={displays} name={group.name} />
      </PageHead>
      {group.description !== "" && <p dir="auto">{group.description}</p>}
      <div class="tiles">
        {displays.map((one) => <MemberTile key={one.id} line={displayLine(one)} />)}
      </div>
      {mayAs("operate") && (
        <>
          <h2 class="section-title">{words.tabs.edit}</h2>
          <GroupForm key={id} group={group} />
          <Remove group={group} />
        </>
      )}
    </>
  );
}

/** A group that is to be. */
export function NewGroupPage() {
  return (
    <>
      <PageHead title={presetWords().createGroup} />
      <GroupForm />
    </>
  );
}

interface GroupDraft {
  readonly name: string;
  readonly description: string;
  readonly displayIds: readonly number[];
}

const EMPTY: GroupDraft = { name: "", description: "", displayIds: [] };

function GroupForm({ group }: { readonly group?: Group }) {
  const draft = useSignal<GroupDraft>(group ?? EMPTY);
  const version = useSignal(group?.version);
  const problem = useSignal<RequestProblem | undefined>(undefined);
  const save = async (seen: number | undefined) => {
    const { name, description, displayIds } = draft.value;
    const answer = await callApi<Group>(group ? `groups/${pathOf(group.id)}` : "groups", {
      method: group ? "PUT" : "POST",
      body: { name: name.trim(), description, displayIds },
      ...(seen === undefined ? {} : { ifMatch: `"${seen}"` }),
    });
    problem.value = answer.ok ? undefined : answer.problem;
    if (!answer.ok) return;
    toast("ok", presetWords().saved);
    version.value = answer.value.version;
    goTo(["groups", answer.value.id]);
  };
  const reload = () => {
    draft.value = group ?? EMPTY;
    version.value = group?.version;
    problem.value = undefined;
  };
  return (
    <form
      class="panel editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save(version.value);
      }}
    >
      <Fields
        draft={draft.value}
        change={(changed) => draft.value = { ...draft.value, ...changed }}
      />
      {problem.value && (
        <EditProblem
          problem={problem.value}
          onReload={reload}
          onOverwrite={() => void save(undefined)}
        />
      )}
      <button type="submit" class="primary" disabled={connection.value.state !== "live"}>
        {commonWords().save}
      </button>
    </form>
  );
}

function Fields(
  { draft, change }: {
    readonly draft: GroupDraft;
    readonly change: (changed: Partial<GroupDraft>) => void;
  },
) {
  const words = presetWords();
  const { name, description, displayIds } = draft;
  const toggle = (id: number, wanted: boolean) => {
    const others = displayIds.filter((one) => one !== id);
    change({ displayIds: wanted ? [...others, id] : others });
  };
  return (
    <>
      <label>
        {words.name}
        <input
          name="name"
          required
          maxLength={255}
          value={name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </label>
      <label>
        {words.description}
        <textarea
          rows={2}
          maxLength={2_000}
          value={description}
          onInput={(event) => change({ description: event.currentTarget.value })}
        />
      </label>
      <fieldset>
        <legend>{words.members}</legend>
        <div class="choices">
          {fleet.displays.items.value.map((display) => (
            <label key={display.id}>
              <input
                type="checkbox"
                checked={displayIds.includes(display.id)}
                onChange={(event) => toggle(display.id, event.currentTarget.checked)}
              />{" "}
              <span dir="auto">{display.name}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}

function Remove({ group: { id, name } }: { readonly group: Group }) {
  const words = presetWords();
  return (
    <p>
      <ActionButton
        danger={{
          title: words.removeTitle(name),
          text: words.removeText,
          typed: name,
          action: commonWords().remove,
        }}
        run={() => callApi(`groups/${pathOf(id)}`, { method: "DELETE" })}
        onDone={() => goTo(["presets"])}
      >
        {commonWords().remove}
      </ActionButton>
    </p>
  );
}
