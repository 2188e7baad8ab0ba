import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Token } from "../../../protocols/api/token.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { type MembersStage, withMembers } from "./members_stage.ts";
import { missing, signIn } from "./stage.ts";

const PRESET_EDITOR = "#/presets/1?tab=edit";
const SESSION_ENDED = "Your session has ended. Sign in again to go on where you were.";

/** Waits until the page asks for a token, and says that there was a session. */
async function asksAgain(page: Page): Promise<void> {
  await page.locator(".sign-in").getByText(SESSION_ENDED).waitFor();
  assert.equal(await page.locator("main#content").isVisible(), false, "what was seen is hidden");
}

/** A token of its own, for it may be taken away. */
function token({ make }: MembersStage, role: Token["role"] = "operate") {
  const name = `${role} ${crypto.randomUUID()}`;
  return make<{ readonly token: Token; readonly secret: string }>("tokens", { name, role });
}

async function presetName({ api }: MembersStage): Promise<string> {
  return (await api.call<{ readonly name: string }>("/api/v1/presets/1")).name;
}

/** What can happen to a session while somebody is at work. */
const ENDINGS: Readonly<Record<string, (stage: MembersStage) => Promise<void>>> = {
  "a token that is taken away ends the page's session, and nothing that was typed": async (
    stage,
  ) => {
    const first = await token(stage);
    const { page } = await stage.open({ token: first.secret, at: PRESET_EDITOR });
    await page.locator("input[name=name]").fill("Half typed");
    await stage.api.call(`/api/v1/tokens/${first.token.id}`, { method: "DELETE" });
    await asksAgain(page);
    const other = await token(stage);
    await signIn(page, other.secret);
    await page.locator("main#content[data-connection=live]").waitFor();
    assert.ok(page.url().endsWith(PRESET_EDITOR), page.url());
    assert.equal(await page.locator("input[name=name]").inputValue(), "Half typed");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Half typed" }).waitFor();
    assert.equal(await presetName(stage), "Half typed");
    await page.context().close();
  },
  "a dialog that is open is not in the way of signing in again": async (stage) => {
    const first = await token(stage);
    const { page } = await stage.open({ token: first.secret, at: "#/displays/1" });
    await page.getByRole("button", { name: "Execute …" }).click();
    await page.locator("dialog textarea").fill("run something");
    await stage.api.call(`/api/v1/tokens/${first.token.id}`, { method: "DELETE" });
    await asksAgain(page);
    const other = await token(stage);
    await signIn(page, other.secret);
    await page.locator("main#content[data-connection=live]").waitFor();
    assert.equal(await page.locator("dialog textarea").inputValue(), "run something");
    await page.locator("dialog").getByRole("button", { name: "Execute" }).click();
    await page.locator(".jobs").getByText("run something on Wall-1").waitFor();
    await page.context().close();
  },
  "a session that is over in the middle of an action": async (stage) => {
    const { secret } = await token(stage);
    const { page } = await stage.open({ token: secret, at: PRESET_EDITOR });
    await page.locator("input[name=name]").fill("After the break");
    const before = await presetName(stage);
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Save" }).click();
    await asksAgain(page);
    assert.equal(await presetName(stage), before);
    await signIn(page, secret);
    await page.locator("main#content[data-connection=live]").waitFor();
    assert.equal(await page.locator("input[name=name]").inputValue(), "After the break");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "After the break" }).waitFor();
    assert.equal(await presetName(stage), "After the break");
    await page.context().close();
  },
  "who signs in with less is shown less": async (stage) => {
    const first = await token(stage);
    const { page } = await stage.open({ token: first.secret, at: PRESET_EDITOR });
    await stage.api.call(`/api/v1/tokens/${first.token.id}`, { method: "DELETE" });
    await asksAgain(page);
    const { secret } = await token(stage, "view");
    await signIn(page, secret);
    await page.locator("main#content[data-connection=live] .tabs").waitFor();
    assert.deepEqual(await page.locator("main form, main .page-head button").count(), 0);
    await page.context().close();
  },
  "signing out leaves nothing behind": async (stage) => {
    const { secret } = await token(stage);
    const { page } = await stage.open({ token: secret, at: "#/displays" });
    const cookies = await page.context().cookies();
    await page.locator(".menu summary").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.locator(".sign-in").waitFor();
    assert.equal(await page.locator("main#content, .sign-in p[role=status]").count(), 0);
    assert.equal((await page.content()).includes("Wall-1"), false, "the page still knows members");
    await page.context().addCookies(cookies);
    await page.reload();
    await page.locator(".sign-in").waitFor();
    assert.equal((await page.request.get(`${stage.url}/api/v1/displays`)).status(), 401);
    await page.context().close();
  },
  "a control host that does not take the goodbye is not signed out of": async (stage) => {
    const { secret } = await token(stage);
    const { page } = await stage.open({ token: secret });
    await page.route("**/api/v1/session", (route) => route.abort());
    await page.locator(".menu summary").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.locator(".toast").getByText("The control host does not answer.").waitFor();
    assert.equal(await page.locator(".sign-in").count(), 0);
    await page.context().close();
  },
};

Deno.test({
  ...needing("a session that ends while the dashboard is open", missing),
  fn: (t) =>
    withMembers(async (stage) => {
      await stage.display("Wall-1");
      await stage.make("presets", { name: "One", commands: [{ displayId: 1, command: "run" }] });
      for (const [name, ending] of Object.entries(ENDINGS)) {
        await t.step(name, () => ending(stage));
      }
    }),
});
