import type { Group } from "../../../protocols/api/group.ts";
import { goTo } from "../../app/router.ts";
import type { PageProps } from "../../app/routes.ts";
import { displayLine } from "../../members/member.ts";
import { MemberTiles } from "../../members/member_tiles.tsx";
import { EditForm } from "../../parts/edit_form.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { NameFields } from "../../parts/name_fields.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { RemoveButton } from "../../parts/remove_button.tsx";
import { fleet } from "../../wire/fleet.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { presetWords } from "../../words/presets.ts";
import { commonWords } from "../../words/shell.ts";
import { DisplayActions } from "../displays/display_orders.tsx";
import { AuditLink } from "../../members/audit_link.tsx";

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
        <AuditLink kind="group" subjectKey={group.id} />
      </PageHead>
      {group.description !== "" && <p dir="auto">{group.description}</p>}
      <MemberTiles lines={displays.map(displayLine)} />
      {mayAs("operate") && (
        <>
          <h2 class="section-title">{words.tabs.edit}</h2>
          <GroupForm key={id} group={group} />
          <RemoveButton
            path={`groups/${pathOf(id)}`}
            name={group.name}
            title={words.removeTitle(group.name)}
            text={words.removeText}
            action={commonWords().remove}
            back="presets"
          />
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
  return (
    <EditForm
      list="groups"
      {...(group ? { id: group.id } : {})}
      start={group ? draftOf(group) : EMPTY}
      etag={group ? `"${group.version}"` : null}
      bodyOf={(draft) => ({ ...draft, name: draft.name.trim() })}
      draftOf={draftOf}
      onSaved={({ id }) => goTo(["groups", id])}
    >
      {(draft) => (
        <Fields
          draft={draft.value}
          change={(changed) => draft.value = { ...draft.value, ...changed }}
        />
      )}
    </EditForm>
  );
}

function draftOf({ name, description, displayIds }: Group): GroupDraft {
  return { name, description, displayIds };
}

function Fields(
  { draft, change }: {
    readonly draft: GroupDraft;
    readonly change: (changed: Partial<GroupDraft>) => void;
  },
) {
  const words = presetWords();
  const { displayIds } = draft;
  const toggle = (id: number, wanted: boolean) => {
    const others = displayIds.filter((one) => one !== id);
    change({ displayIds: wanted ? [...others, id] : others });
  };
  return (
    <>
      <NameFields named={draft} change={change} />
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
