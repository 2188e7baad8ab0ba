import assert from "node:assert/strict";
import { needing } from "../../support/machine/system_needs.ts";
import { type MembersStage, withMembers } from "./members_stage.ts";
import { type Dashboard, missing } from "./stage.ts";

/** Something that two people can edit at once. */
interface Edited {
  /** In the API. */
  readonly path: string;
  /** The page with its editor. */
  readonly at: string;
}

const EDITED: Readonly<Record<string, Edited>> = {
  preset: { path: "presets/1", at: "#/presets/1?tab=edit" },
  group: { path: "groups/1", at: "#/groups/1" },
  schedule: { path: "schedules/1", at: "#/schedules/1?tab=edit" },
};

async function openAs(stage: MembersStage, name: string, { at }: Edited): Promise<Editor> {
  const { secret } = await stage.make<{ secret: string }>("tokens", { name, role: "operate" });
  const dashboard = await stage.open({ token: secret });
  await dashboard.go(at);
  return new Editor(dashboard, at);
}

/** One of the two. */
class Editor {
  constructor(readonly dashboard: Dashboard, readonly at: string) {}

  get #name() {
    return this.dashboard.page.locator("main input[name=name]");
  }

  get conflict() {
    return this.dashboard.page.locator("[data-conflict]");
  }

  /** Opens the editor anew. */
  async open(): Promise<void> {
    await this.dashboard.go("#/");
    await this.dashboard.go(this.at);
    await this.#name.waitFor();
  }

  name(): Promise<string> {
    return this.#name.inputValue();
  }

  type(name: string): Promise<void> {
    return this.#name.fill(name);
  }

  press(button: string): Promise<void> {
    return this.dashboard.page.getByRole("button", { name: button, exact: true }).click();
  }

  /** Resolves when a save was taken. */
  async save(): Promise<void> {
    await this.press("Save");
    await this.saved();
  }

  async saved(): Promise<void> {
    const toast = this.dashboard.page.locator(".toast", { hasText: "Saved" }).first();
    await toast.waitFor();
    await toast.getByRole("button").click();
    await toast.waitFor({ state: "detached" });
  }
}

Deno.test({
  ...needing(
    "of two people who edit one thing in the dashboard, nobody overwrites silently",
    missing,
  ),
  fn: (t) =>
    withMembers(async (stage) => {
      const { display, make, api } = stage;
      await display("Wall-1");
      await make("groups", { name: "Group", displayIds: [1] });
      await make("presets", { name: "Preset", commands: [{ displayId: 1, command: "run" }] });
      const work = { type: "preset", presetId: 1, action: "execute" };
      await make("schedules", { name: "Nightly", cron: "0 3 * * *", timeZone: "UTC", work });
      for (const [what, edited] of Object.entries(EDITED)) {
        await t.step(what, async () => {
          const kept = async () =>
            (await api.call<{ name: string }>(`/api/v1/${edited.path}`)).name;
          const first = await openAs(stage, `first desk, ${what}`, edited);
          const second = await openAs(stage, `second desk, ${what}`, edited);
          await first.type("Of the first");
          await second.type("Of the second");
          await second.save();

          await first.press("Save");
          await first.conflict.getByText(`second desk, ${what}`).waitFor();
          assert.match(await first.conflict.innerText(), /\d{2}:\d{2}/, "it says when");
          assert.equal(await kept(), "Of the second", "nothing is overwritten");
          assert.equal(await first.name(), "Of the first", "what was typed stays");

          await first.press("Show what is there now");
          await first.conflict.waitFor({ state: "detached" });
          assert.equal(await first.name(), "Of the second");
          assert.equal(await kept(), "Of the second");
          await first.type("Of both");
          await first.save();
          assert.equal(await kept(), "Of both");

          await first.open();
          await second.open();
          await second.type("Of the second, again");
          await second.save();
          await first.type("Of the first after all");
          await first.press("Save");
          await first.press("Save mine over it");
          await first.saved();
          assert.equal(await kept(), "Of the first after all");
          assert.equal(await first.conflict.count(), 0);

          for (const { dashboard } of [first, second]) {
            assert.deepEqual(dashboard.errors.filter((error) => !/412/.test(error)), []);
            await dashboard.page.context().close();
          }
        });
      }
    }),
});
