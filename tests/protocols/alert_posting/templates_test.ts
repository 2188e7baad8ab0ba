import assert from "node:assert/strict";
import fc from "fast-check";
import { DISCORD_CONTENT_MAX, discordMessage } from "../../../protocols/alert_posting/discord.ts";
import { plainText } from "../../../protocols/alert_posting/heading.ts";
import { mailText } from "../../../protocols/alert_posting/mail.ts";
import { mqttPostings } from "../../../protocols/alert_posting/mqtt_topics.ts";
import { jsonPosting } from "../../../protocols/alert_posting/plain_json.ts";
import { shorten } from "../../../protocols/alert_posting/shorten.ts";
import { SLACK_TEXT_MAX, slackMessage } from "../../../protocols/alert_posting/slack.ts";
import {
  TELEGRAM_TEXT_MAX,
  telegramMessage,
  telegramRetryMs,
} from "../../../protocols/alert_posting/telegram.ts";
import { sampleAlert, samplePosting } from "../../support/samples/alert_samples.ts";
import { AT } from "../../support/stores/store_samples.ts";

const iso = (at: number) => new Date(at).toISOString();
const digest = (text: string) => samplePosting({ kind: "digest", alert: null, count: 9, text });

Deno.test("plainText() says in front what kind of notice it is, in the channel's language", () => {
  const warning = sampleAlert({ severity: "warning" });
  assert.equal(plainText(samplePosting()), "CRITICAL: Wall-L1 is offline.");
  assert.equal(plainText(samplePosting({ alert: warning })), "Warning: Wall-L1 is offline.");
  const resolved = samplePosting({ kind: "resolved", language: "ko", text: "돌아왔습니다." });
  assert.equal(plainText(resolved), "해결됨: 돌아왔습니다.");
  assert.equal(plainText(digest("9 notices:")), "9 notices:");
});

Deno.test("slackMessage() escapes what could call a whole channel, and nothing else", () => {
  const text = "<!channel> R&D <https://198.51.100.1|here> *bold*";
  assert.equal(
    slackMessage(digest(text)).text,
    "&lt;!channel&gt; R&amp;D &lt;https://198.51.100.1|here&gt; *bold*",
  );
});

Deno.test("discordMessage() calls nobody, and shows a name with underscores as it is", () => {
  const message = discordMessage(digest("@everyone: node_01_a *x* `y`"));
  assert.deepEqual(message, {
    content: "@everyone: node\\_01\\_a \\*x\\* \\`y\\`",
    allowed_mentions: { parse: [] },
  });
});

Deno.test("telegramMessage() is plain text for one chat", () => {
  assert.deepEqual(telegramMessage(digest("a_b <c>"), "-1001"), {
    chat_id: "-1001",
    text: "a_b <c>",
    link_preview_options: { is_disabled: true },
  });
});

Deno.test("every template keeps to its service's limit, whatever the text is made of", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 0, maxLength: 9_000 }),
    fc.constantFrom("&", "_", "<!channel>", "한", "\u{1F6A8}", "a\\_").map((part) =>
      part.repeat(9_000 / part.length)
    ),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const posting = digest(text);
      const slack = slackMessage(posting).text;
      const discord = discordMessage(posting).content;
      const telegram = telegramMessage(posting, "1").text;
      assert.ok(slack.length <= SLACK_TEXT_MAX);
      assert.ok(discord.length <= DISCORD_CONTENT_MAX);
      assert.ok(telegram.length <= TELEGRAM_TEXT_MAX);
      assert.doesNotMatch(slack, /&(?!amp;|lt;|gt;)/);
      assert.doesNotMatch(discord.replace(/\\./gs, ""), /[\\*_~`|[\]<>#]/);
      if (text.isWellFormed()) assert.ok([slack, discord, telegram].every((t) => t.isWellFormed()));
    }),
    { numRuns: 60 },
  );
});

Deno.test("templates leave a text alone that is exactly as long as may be", () => {
  assert.equal(telegramMessage(digest("x".repeat(4_096)), "1").text, "x".repeat(4_096));
  assert.equal(discordMessage(digest("x".repeat(2_000))).content, "x".repeat(2_000));
  assert.equal(discordMessage(digest("x".repeat(2_001))).content, "x".repeat(1_999) + "…");
  assert.equal(shorten("ab\u{1F6A8}", 3), "ab…");
  assert.equal(shorten("a\u{1F6A8}bc", 3), "a…");
});

Deno.test("telegramRetryMs() reads how long Telegram wants to be left alone", () => {
  const body = { ok: false, error_code: 429, parameters: { retry_after: 14 } };
  assert.equal(telegramRetryMs(body), 14_000);
  for (const other of [null, 1, {}, { parameters: null }, { parameters: { retry_after: "1" } }]) {
    assert.equal(telegramRetryMs(other), null);
  }
});

Deno.test("jsonPosting() has id, type and time outside, and all else inside data", () => {
  const { data: { alert, ...data }, ...outside } = jsonPosting(samplePosting(), iso);
  assert.deepEqual(outside, { id: "alert-12-1", type: "alert.opened", timestamp: iso(AT) });
  assert.deepEqual(data, { text: "Wall-L1 is offline.", count: 1 });
  assert.deepEqual([alert?.id, alert?.openedAt, alert?.resolvedAt], [12, iso(AT), null]);
  assert.deepEqual(alert?.subject, { kind: "display", key: "3", name: "Wall-L1" });
});

Deno.test("mailText() keeps an alert's mails together, and a subject on one line", () => {
  const opened = mailText(
    samplePosting({ text: "Wall-L1\r\nBcc: all@example.com" }),
    "example.com",
  );
  assert.equal(opened.subject, "[Signalbox] CRITICAL: Wall-L1 ");
  assert.equal(opened.messageId, "<alert-12-1@example.com>");
  assert.equal(opened.thread, "<alert-12@example.com>");
  const long = mailText(digest("x".repeat(500)), "example.com");
  assert.equal(long.subject.length, 160);
  assert.equal(long.thread, null);
});

Deno.test("mqttPostings() keeps an alert's state with the broker until it is resolved", () => {
  const [state, event] = mqttPostings(samplePosting(), "site/alerts", iso);
  assert.deepEqual([state?.topic, state?.retain], ["site/alerts/state/12", true]);
  assert.equal(JSON.parse(state?.payload ?? "").state, "open");
  assert.deepEqual([event?.topic, event?.retain], ["site/alerts/events", false]);
  assert.equal(JSON.parse(event?.payload ?? "").type, "alert.opened");
  const alert = sampleAlert({ state: "resolved", resolvedAt: AT + 5 });
  const over = mqttPostings(samplePosting({ kind: "resolved", alert }), "site/alerts", iso);
  assert.deepEqual(over.map(({ payload, retain }) => [payload === "", retain]), [
    [true, true],
    [false, false],
  ]);
  assert.equal(mqttPostings(digest("x"), "site/alerts", iso).length, 1);
});
