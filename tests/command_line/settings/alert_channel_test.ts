import assert from "node:assert/strict";
import { FakeHost } from "../fakes/fake_host.ts";
import { loadFile as load } from "../fakes/load_file.ts";

const GOOD = `
alertChannels:
  - { name: Duty, kind: webhook, url: "https://hooks.slack.com/services/T0/B0/planted-token", template: slack, minSeverity: critical, language: ko }
  - { name: Chat, kind: webhook, url: "https://api.telegram.org/bot1:planted/sendMessage", template: telegram, chatId: -100123 }
  - { name: Program, kind: webhook, url: "http://192.0.2.7:9000/alerts", secret: planted-signing-secret, ratePerMinute: 60 }
  - { name: Mail, kind: email, host: mail.example.com, user: duty, password: planted-password, from: "Signalbox <s@example.com>", to: [duty@example.com] }
  - { name: Bus, kind: mqtt, topic: site/alerts }
`;

Deno.test("loadSettings() takes channels of each kind", async () => {
  const outcome = await load(GOOD);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  const channels = outcome.settings.alertChannels ?? [];
  assert.deepEqual(channels.map(({ name, kind }) => [name, kind]), [
    ["Duty", "webhook"],
    ["Chat", "webhook"],
    ["Program", "webhook"],
    ["Mail", "email"],
    ["Bus", "mqtt"],
  ]);
  assert.deepEqual(channels.flatMap((channel) => "chatId" in channel ? [channel.chatId] : []), [
    "-100123",
  ]);
});

Deno.test("loadSettings() names the place of what is wrong with a channel, and quotes no secret", async () => {
  const slack = "https://hooks.slack.com/services/planted";
  const faults: readonly (readonly [string, RegExp])[] = [
    [
      `{ name: A, kind: webhook, url: "file:///etc/planted" }`,
      /s\.yaml:1:\d+: alertChannels\.0\.url: /,
    ],
    ["{ name: A, kind: webhook, url: planted }", /alertChannels\.0\.url: /],
    ["{ name: A, kind: pager }", /alertChannels\.0\.kind: /],
    [`{ name: A, kind: webhook, url: "${slack}" }`, /\.template: .*template: slack/],
    [`{ name: A, kind: webhook, url: "http://192.0.2.1", template: telegram }`, /chatId: Telegram/],
    [`{ name: A, kind: webhook, url: "http://192.0.2.1", chatId: 1 }`, /chatId: only/],
    [`{ name: A, kind: webhook, url: "http://192.0.2.1", secret: planted }`, /\.secret: /],
    ["{ name: A/B, kind: mqtt }", /\.name: /],
    ["{ name: $A, kind: mqtt }", /\.name: /],
    ["{ name: A, kind: mqtt, topic: a/# }", /\.topic: /],
    ["{ name: A, kind: mqtt, ratePerMinute: 0 }", /\.ratePerMinute: /],
    ["{ name: A, kind: mqtt, passwort: planted }", /alertChannels\.0\.passwort: /],
    [
      "{ name: A, kind: email, host: m, from: a@example.com, to: [b@example.com], user: x }",
      /\.user: user and password/,
    ],
    [`{ name: A, kind: email, host: m, from: "a@b\\nBcc: c", to: [b@example.com] }`, /\.from: /],
    [
      "{ name: A, kind: mqtt }, { name: a, kind: mqtt }",
      /alertChannels\.1\.name: "a" is there twice/,
    ],
  ];
  for (const [entry, told] of faults) {
    const outcome = await load(`alertChannels: [${entry}]`);
    const problems = outcome.ok ? "taken" : outcome.problems.join("\n");
    assert.match(problems, told, entry);
    assert.doesNotMatch(problems, /planted/);
  }
});

Deno.test("config print shows no address, secret or password of a channel", async () => {
  const host = new FakeHost();
  host.files.set("s.yaml", GOOD);
  for (const json of [[], ["--json"]]) {
    const { code, out, err } = await host.run("config", "print", "--config", "s.yaml", ...json);
    assert.equal(code, 0, err);
    assert.match(out, /alertChannels/);
    assert.doesNotMatch(out + err, /planted/);
  }
});
