import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Command } from "../../../protocols/api/command.ts";
import type { NodeSubmission } from "../../../protocols/api/node_command.ts";
import type { SessionKey } from "../../../protocols/api/session_key.ts";
import type { Right, Role, Token } from "../../../protocols/api/token.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { type MembersStage, withMembers } from "./members_stage.ts";
import { missing, PATIENCE_MS } from "./stage.ts";

const SERVER = "4F1A09C27B3E";
const CONTAINER = `#/nodes/${SERVER}/3node0`;
const SETTINGS = {
  syncHosts: [{ name: "Stage", claim: "10.20.0.31" }],
  walls: [{ name: "Main", hosts: ["Stage"] }],
  // Nobody is there, and a recording may be asked for all the same.
  cameras: [{ name: "Hall", address: "127.0.0.1", port: 9 }],
};

/** Something that can be done on a page, and the request that does it. */
interface Deed {
  readonly at: string;
  /** Names of its buttons and links. */
  readonly shown: readonly string[];
  readonly role: Role;
  readonly right?: Right;
  readonly request: readonly [method: string, path: string, body?: object];
}

const nodeOrder = (command: string, params = {}) =>
  [
    "POST",
    `nodes/${SERVER}/commands`,
    { command, params, containers: ["3node0"] },
  ] as const;
/** Of displays that are there; only one that is off can be woken. */
const DISPLAY_ORDERS = ["Check", "Execute …", "Stop", "Restart", "Shut down"];
const NODE_ORDERS = ["Status", "Start", "Stop", "Restart"];
const COMMANDS = [...NODE_ORDERS, "Check keys", "Find validator"];

/** Pages of what people change, with the way to who did. */
const CHANGED = ["#/displays/1", "#/presets/1", "#/groups/1", "#/schedules/1", "#/sync-hosts/1"];

/** Everything there is, as the routes of the API have it. */
function deeds(keyId: string, commandId: string): readonly Deed[] {
  const group = { name: "Group", displayIds: [1] };
  const preset = { name: "Preset", commands: [{ displayId: 1, command: "run" }] };
  const operate = "operate" as const;
  const admin = "admin" as const;
  const order = { action: "check" };
  return [
    {
      at: "#/displays",
      shown: [...DISPLAY_ORDERS, "Wake"],
      role: operate,
      request: ["POST", "displays/1/commands", order],
    },
    {
      at: "#/displays/1",
      shown: DISPLAY_ORDERS,
      role: operate,
      request: ["POST", "displays/1/commands", { action: "power", what: "restart" }],
    },
    {
      at: "#/displays/1?tab=config",
      // Its name, and the address of its network card.
      shown: ["Rename", "Save"],
      role: operate,
      request: ["PATCH", "displays/1", { name: "Other" }],
    },
    {
      at: "#/displays/1?tab=config",
      shown: ["Merge into …"],
      role: admin,
      request: ["POST", "displays/1/merge", { into: "Wall-2" }],
    },
    {
      at: "#/displays/1?tab=config",
      shown: ["Forget"],
      role: admin,
      request: ["DELETE", "displays/1?force=true"],
    },
    {
      at: "#/nodes",
      shown: [...NODE_ORDERS, "Check keys"],
      role: operate,
      request: nodeOrder("start"),
    },
    { at: `#/nodes/${SERVER}`, shown: NODE_ORDERS, role: operate, request: nodeOrder("status") },
    {
      at: `#/nodes/${SERVER}`,
      shown: ["Forget"],
      role: admin,
      request: ["DELETE", `nodes/${SERVER}?force=true`],
    },
    { at: CONTAINER, shown: COMMANDS, role: operate, request: nodeOrder("restart") },
    {
      at: CONTAINER,
      shown: ["Execute …"],
      role: operate,
      right: "exec",
      request: nodeOrder("exec", { command: "id" }),
    },
    {
      at: CONTAINER,
      shown: ["Back up keys"],
      role: operate,
      right: "keys",
      request: nodeOrder("backup_keys"),
    },
    {
      at: CONTAINER,
      shown: ["Rotate keys"],
      role: operate,
      right: "keys",
      request: nodeOrder("rotate_keys"),
    },
    {
      at: CONTAINER,
      shown: ["Pay out"],
      role: operate,
      right: "payout",
      request: nodeOrder("payout"),
    },
    {
      at: `${CONTAINER}?tab=keys`,
      shown: ["Show and copy"],
      role: operate,
      right: "keys",
      request: ["POST", `session-keys/${keyId}/reveal`],
    },
    {
      at: `${CONTAINER}?tab=logs`,
      shown: ["Pause", "Download"],
      role: operate,
      right: "logs",
      request: ["GET", `nodes/${SERVER}/containers/3node0/logs`],
    },
    {
      at: "#/walls/Main",
      shown: ["Add the note"],
      role: operate,
      request: ["POST", "walls/Main/notes", { text: "Seen." }],
    },
    {
      at: "#/sync-hosts/1",
      shown: ["Forget"],
      role: admin,
      request: ["DELETE", "sync-hosts/1?force=true"],
    },
    {
      at: "#/cameras",
      shown: ["Record all", "Stop all recordings", "Record"],
      role: operate,
      request: ["POST", "cameras/commands", { action: "record_start" }],
    },
    {
      at: "#/cameras/1",
      shown: ["Record"],
      role: operate,
      request: ["POST", "cameras/1/commands", { action: "record_start" }],
    },
    {
      at: "#/cameras/1?tab=recordings",
      shown: [],
      role: "view",
      right: "recordings",
      request: ["GET", "cameras/1/recordings"],
    },
    // One of the config file cannot be forgotten, whoever asks: no button, and no request.
    { at: "#/cameras/1", shown: [], role: admin, request: ["DELETE", "cameras/1?force=true"] },
    {
      at: "#/presets",
      shown: ["New preset", "New group", "Run", "Stop"],
      role: operate,
      request: ["POST", "presets", { ...preset, name: "Two" }],
    },
    {
      at: "#/presets/1",
      shown: ["Run", "Stop", "Edit"],
      role: operate,
      request: ["POST", "presets/1/execute", {}],
    },
    {
      at: "#/presets/1?tab=edit",
      shown: ["Save", "Remove", "Take Wall-1 out"],
      role: operate,
      request: ["PUT", "presets/1", preset],
    },
    {
      at: "#/presets/new",
      shown: ["Save"],
      role: operate,
      request: ["POST", "presets/1/stop", {}],
    },
    {
      at: "#/groups/1",
      shown: [...DISPLAY_ORDERS, "Save", "Remove"],
      role: operate,
      request: ["PUT", "groups/1", group],
    },
    { at: "#/groups/new", shown: ["Save"], role: operate, request: ["POST", "groups", group] },
    {
      at: "#/schedules",
      shown: ["New schedule"],
      role: operate,
      request: ["DELETE", "schedules/1"],
    },
    {
      at: "#/schedules/1",
      shown: ["Run now", "Edit"],
      role: operate,
      request: ["POST", "schedules/1/run", {}],
    },
    {
      at: "#/schedules/1?tab=edit",
      shown: ["Save", "Remove"],
      role: operate,
      request: ["DELETE", "schedules/1"],
    },
    { at: "#/schedules/new", shown: ["Save"], role: operate, request: ["DELETE", "groups/1"] },
    {
      at: `#/commands/${commandId}`,
      shown: ["Cancel"],
      role: operate,
      request: ["DELETE", `commands/${commandId}`],
    },
    { at: "#/actors", shown: [], role: admin, request: ["GET", "tokens"] },
    ...CHANGED.map((at) =>
      ({ at, shown: ["Changes"], role: admin, request: ["GET", "audit"] }) as const
    ),
    {
      at: "#/audit",
      shown: ["Examine the chain", "Copy"],
      role: admin,
      request: ["POST", "audit/verify"],
    },
    {
      at: "#/host?tab=backups",
      shown: ["Backups", "Back up now", "Copy"],
      role: admin,
      request: ["POST", "host-backups", {}],
    },
  ];
}

/** Buttons and links that anybody may use. */
const HARMLESS = new Set([
  ...["Wall mode", "Try again", "Full screen", "10 min", "1 h", "24 h", "7 d", "30 d", "1 y"],
  ...["Overview", "Commands", "Logs", "Log", "History", "Config", "Live", "Recordings"],
  ...["Targets", "Runs", "Events", "Session keys", "1 year"],
]);

/** Who signs in. */
interface Person {
  readonly role: Role;
  readonly rights: readonly Right[];
}

const PEOPLE: readonly Person[] = [
  { role: "view", rights: ["exec", "keys", "payout", "logs"] },
  { role: "view", rights: ["recordings"] },
  { role: "operate", rights: [] },
  { role: "operate", rights: ["exec"] },
  { role: "operate", rights: ["keys"] },
  { role: "operate", rights: ["payout"] },
  { role: "operate", rights: ["logs"] },
  { role: "admin", rights: [] },
];

/** All of them for the first of a role; who has one more right sees no more than where rights count. */
function pagesFor(person: Person, all: readonly Deed[]): ReadonlySet<string> {
  const isFirst = PEOPLE.find(({ role }) => role === person.role) === person;
  const shown = isFirst ? all : all.filter(({ right }) => right !== undefined);
  return new Set(shown.map(({ at }) => at));
}

function may({ role, rights }: Person, deed: Deed): boolean {
  const order = ["view", "operate", "admin"];
  return order.indexOf(role) >= order.indexOf(deed.role) &&
    (deed.right === undefined || rights.includes(deed.right));
}

/** What a page offers, once it has read what it shows. */
async function offered(page: Page): Promise<readonly string[]> {
  await page.locator("main").getByText("Loading …").first().waitFor({ state: "detached" });
  const names = await page.locator("main button, main a.button, main .tabs a").evaluateAll((all) =>
    all.map((one) => one.getAttribute("aria-label") ?? (one.textContent ?? "").trim())
  );
  return [...new Set(names)].filter((name) => !HARMLESS.has(name) && !/^Copy /.test(name));
}

/** The same requests by hand, with the page's own cookie and its token against forgery. */
function byHand(page: Page, requests: readonly Deed["request"][]): Promise<readonly number[]> {
  return page.evaluate(async (all) => {
    const { csrfToken } = await (await fetch("/api/v1/session")).json();
    const statuses: number[] = [];
    for (const [method, path, body] of all) {
      const { status } = await fetch(`/api/v1/${path}`, {
        method,
        headers: { "X-CSRF-Token": csrfToken, "Content-Type": "application/json" },
        ...(method === "GET" || !body ? {} : { body: JSON.stringify(body) }),
      });
      statuses.push(status);
    }
    return statuses;
  }, requests);
}

async function token(
  { make }: Pick<MembersStage, "make">,
  { role, rights }: Person,
): Promise<{ readonly token: Token; readonly secret: string }> {
  return await make("tokens", { name: `${role} ${crypto.randomUUID()}`, role, rights });
}

/** One of everything. */
async function furnish(stage: MembersStage): Promise<readonly Deed[]> {
  const { display, join, make, api } = stage;
  await display("Wall-1");
  (await display("Wall-2")).stop();
  const node = join({ build: "M11", serverId: SERVER, intervalMs: 100, timeScale: 20 });
  await node.until(() => node.statsAcknowledged > 1, PATIENCE_MS);
  await make("groups", { name: "Group", displayIds: [1] });
  await make("presets", { name: "Preset", commands: [{ displayId: 1, command: "run" }] });
  const work = { type: "preset", presetId: 1, action: "execute" };
  await make("schedules", { name: "Nightly", cron: "0 3 * * *", timeZone: "UTC", work });
  const [, path, body] = nodeOrder("rotate_keys");
  const { commands: [rotation] } = await make<NodeSubmission>(path, body);
  assert.ok(rotation);
  await api.finished(rotation, PATIENCE_MS);
  const keys = `/api/v1/session-keys/history?serverId=${SERVER}&container=3node0`;
  const { items: [key] } = await api.call<{ readonly items: readonly SessionKey[] }>(keys);
  const waiting = { action: "check", waitOnlineMs: 600_000, deadlineMs: 900_000 };
  const { id } = await make<Command>("displays/Wall-2/commands", waiting);
  return deeds(key?.keyId ?? assert.fail("no key came back"), id);
}

Deno.test({
  ...needing(
    "the dashboard leaves out what a token may not do, and the server refuses it",
    missing,
  ),
  fn: (t) =>
    withMembers(async (stage) => {
      const all = await furnish(stage);
      for (const person of PEOPLE) {
        const { secret, token: { id } } = await token(stage, person);
        await t.step([person.role, ...person.rights].join(" "), async () => {
          const { page, go, errors } = await stage.open({ token: secret });
          for (const at of pagesFor(person, all)) {
            await go(at);
            const here = all.filter((deed) => [at, at.split("?")[0]].includes(deed.at));
            const wanted = here.filter((deed) => may(person, deed)).flatMap(({ shown }) => shown);
            assert.deepEqual((await offered(page)).toSorted(), wanted.toSorted(), at);
          }
          const refused = all.filter((deed) => !may(person, deed));
          const statuses = await byHand(page, refused.map(({ request }) => request));
          const letIn = refused.filter((_, nth) => statuses[nth] !== 403);
          assert.deepEqual(letIn.map(({ request }) => request), [], statuses.join());
          assert.deepEqual(errors.filter((error) => !error.includes("403 (Forbidden)")), []);
          await page.context().close();
          await stage.api.call(`/api/v1/tokens/${id}`, { method: "DELETE" });
        });
      }
    }, SETTINGS),
});
