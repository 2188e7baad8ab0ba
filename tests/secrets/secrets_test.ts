import assert from "node:assert/strict";
import { examine } from "../../agents/doctor/examine.ts";
import { openLocalAccounts } from "../../composition/local_stores.ts";
import { Receiver } from "../adapters/alert_channels/receiver.ts";
import { TinySmtp } from "../adapters/alert_channels/tiny_smtp.ts";
import { runAgainst } from "../support/processes/command_line_run.ts";
import { accountsSpeak, brokerClientSpeaks, displaySpeaks } from "./devices.ts";
import { Evidence } from "./evidence.ts";
import { peopleSpeak } from "./people.ts";
import { configOf, dataDirOf, PlantedProgram, refusedStart } from "./planted_program.ts";
import { commandsSpeak, PlantedNode } from "./planted_node.ts";
import { Plants } from "./plants.ts";
import { listenToEvents, readEverything, searchFolder } from "./search.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";

const NEVER_READ = "127.0.0.1:9";
const tokenShape = (mark: string) => `sbx_${mark}${mark}`;

/** Channels of alerts that work and channels that fail, with a secret in each place that takes one. */
function channelsOf(hook: string, mailPort: number, mailPassword: string, plants: Plants) {
  const url = (path: string) =>
    `${hook}/${path}/${plants.make("path of a webhook")}?key=${plants.make("query of a webhook")}`;
  const mail = {
    kind: "email",
    host: "127.0.0.1",
    port: mailPort,
    security: "none",
    from: "signalbox@example.org",
    to: ["duty@example.org"],
    user: "signalbox",
  };
  return [
    { name: "Good", kind: "webhook", url: url("good"), secret: plants.make("secret of a webhook") },
    { name: "Bad", kind: "webhook", url: url("bad"), secret: plants.make("secret of a webhook") },
    { name: "Gone", kind: "webhook", url: url("x").replace(hook, `http://${NEVER_READ}`) },
    { ...mail, name: "Mail", password: mailPassword },
    { ...mail, name: "Refused", password: plants.make("wrong password of a mail server") },
  ];
}

async function writeConfig(folder: string, config: object | string): Promise<void> {
  const text = typeof config === "string" ? config : JSON.stringify(config);
  await Deno.writeTextFile(configOf(folder), text, { mode: 0o600 });
}

/** A site with everything that may have a secret, and everybody who brings one, right or wrong. */
async function firstRun(folder: string, plants: Plants, evidence: Evidence): Promise<void> {
  await using hook = await Receiver.start(({ path, headers }) =>
    // A receiver that quotes what it was sent is the worst that there is.
    path.startsWith("/good")
      ? new Response()
      : new Response(`bad key ${path} ${[...headers].join()}`, { status: 403 })
  );
  const mailPassword = plants.make("password of a mail server");
  await using smtp = await TinySmtp.start({ user: "signalbox", password: mailPassword });
  const adminToken = plants.make("admin token", tokenShape);
  const passphraseFile = `${folder}/passphrase`;
  await Deno.writeTextFile(passphraseFile, plants.make("passphrase in a file"), { mode: 0o600 });
  const alertChannels = channelsOf(hook.url, smtp.port, mailPassword, plants);
  await writeConfig(folder, { adminToken, alertChannels, backup: { passphraseFile } });
  const password = plants.make("password of an account");
  await Deno.mkdir(dataDirOf(folder), { mode: 0o700 });
  const accounts = await openLocalAccounts(dataDirOf(folder));
  await accounts.add({ userName: "rack-a", email: null, password });
  await accounts.close();
  const program = await PlantedProgram.start(folder, adminToken);
  const { api } = program;
  const leave = await listenToEvents(api, adminToken, evidence);
  const viewer = await peopleSpeak(api, plants, evidence);
  await displaySpeaks(program, plants);
  await brokerClientSpeaks(program, plants);
  const deviceToken = await accountsSpeak(program, password, plants, evidence);
  const node = await PlantedNode.join(program, deviceToken, plants);
  await node.speak();
  await commandsSpeak(api, plants);
  evidence.add("what a node was answered", JSON.stringify(withoutOrders(node)));
  for (const { name } of alertChannels) {
    await evidence.ask(api, `/api/v1/alert-channels/${name}/test`, { method: "POST" });
  }
  await readEverything(api, viewer, evidence);
  await readEverything(api, adminToken, evidence);
  for (const { body } of hook.received) evidence.add("the body of a webhook", body);
  for (const { data } of smtp.mails) evidence.add("a mail", data);
  await toolsSpeak(program, plants, evidence);
  node.leave();
  await leave();
  evidence.add("the log", await program.stop());
}

/** The command line and the doctor, with a token that nobody knows. */
async function toolsSpeak(
  program: PlantedProgram,
  plants: Plants,
  evidence: Evidence,
): Promise<void> {
  const wrong = plants.make("token of the command line", tokenShape);
  for (const line of [["list", "displays"], ["send", "Wall-1", "check"]]) {
    const { out, err } = await runAgainst(program.api.url, wrong, line);
    evidence.add(line.join(" "), out + err);
  }
  evidence.add("the doctor", JSON.stringify(await examined(program, plants)));
}

/** What the doctor says of a token and of a password that are wrong. */
async function examined(program: PlantedProgram, plants: Plants): Promise<readonly unknown[]> {
  const place = (name: string) => ({ host: "127.0.0.1", port: program.port(name), secure: false });
  const login = { user: "show", password: plants.make("password for the doctor") };
  const token = { token: plants.make("token for the doctor"), role: "view", rights: [] };
  const findings = examine({
    kind: "host",
    place: place("http"),
    version: "0.1.0",
    token,
    broker: { ...place("mqtt"), ...login },
  });
  return await Array.fromAsync(findings);
}

/** Orders carry the keys that they ask about, to the client that has them. */
function withoutOrders({ heard }: PlantedNode) {
  return heard.filter(({ type }) => type !== "command");
}

/** A broker that cannot be reached, and config files that are wrong: at the start, and read again. */
async function secondRun(folder: string, plants: Plants, evidence: Evidence): Promise<void> {
  const adminToken = plants.make("admin token in the environment", tokenShape);
  const mqttUrl = `mqtt://show:${plants.make("password of a broker")}@${NEVER_READ}`;
  await writeConfig(folder, { mqttUrl });
  const env = { SIGNALBOX_ADMIN_TOKEN: adminToken };
  const program = await PlantedProgram.start(folder, adminToken, env);
  const channel = {
    name: "New",
    kind: "webhook",
    url: plants.make("url that is none"),
    secret: "x",
  };
  for (
    const config of [
      { mqttUrl: mqttUrl.replace("show", "other"), alertChannels: [channel] },
      { mqttUrl, adminToken: plants.make("token that is none") },
      `mqttUrl: "${plants.make("config that is no YAML")}\nadminToken: [`,
    ]
  ) {
    await writeConfig(folder, config);
    await program.reload();
  }
  for (
    const path of ["/metrics", "/api/v1/discovery", "/api/v1/actors", "/api/v1/alert-channels"]
  ) {
    await evidence.ask(program.api, path);
  }
  evidence.add("the log of the second run", await program.stop());
  await writeConfig(folder, { mqttUrl: `http://show:${plants.make("wrong URL")}@${NEVER_READ}` });
  const bad = { SIGNALBOX_ADMIN_TOKEN: plants.make("bad token in the environment") };
  evidence.add("a start that is refused", await refusedStart(folder, bad));
}

Deno.test({
  name:
    "no secret that anybody brings appears in logs, answers, events, metrics, deliveries or files",
  fn: () =>
    withDataDir(async (folder) => {
      const [plants, evidence] = [new Plants(), new Evidence()];
      await firstRun(folder, plants, evidence);
      await secondRun(folder, plants, evidence);
      await searchFolder(dataDirOf(folder), plants, evidence);
      // As many as there were when this was written: none of the ways in has fallen away since.
      assert.ok(plants.size >= 100, `${plants.size} secrets`);
      assert.ok(evidence.size >= 300, `${evidence.size} texts`);
      assert.deepEqual(evidence.leaks(plants), []);
    }),
});
