import assert from "node:assert/strict";
import fc from "fast-check";
import { DISCORD_CONTENT_MAX, discordMessage } from "../../../protocols/alert_posting/discord.ts";
import { mailText } from "../../../protocols/alert_posting/mail.ts";
import { mqttPostings } from "../../../protocols/alert_posting/mqtt_topics.ts";
import { jsonPosting } from "../../../protocols/alert_posting/plain_json.ts";
import { SLACK_TEXT_MAX, slackMessage } from "../../../protocols/alert_posting/slack.ts";
import {
  TELEGRAM_TEXT_MAX,
  telegramMessage,
  telegramRetryMs,
} from "../../../protocols/alert_posting/telegram.ts";
import { sampleAlert, samplePosting } from "../../support/samples/alert_samples.ts";
import { odd } from "../odd_json.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

const iso = (at: number) => new Date(at).toISOString();
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6_000 }),
  fc.constantFrom("&", "\r\nBcc: a@example.org\r\n", "한", "\ud83d", "`*_", "<!here>")
    .chain((part) => fc.nat(3_000).map((times) => part.repeat(times))),
);
const posting = fc.record({
  text,
  name: text,
  key: text,
  kind: fc.constantFrom("opened" as const, "resolved" as const, "digest" as const),
  language: fc.constantFrom("en" as const, "ko" as const),
}).map(({ name, key, kind, ...rest }) =>
  samplePosting({
    ...rest,
    kind,
    alert: kind === "digest" ? null : sampleAlert({ subject: { kind: "display", key, name } }),
  })
);

/** What is sent out about alerts, and the one answer that is read: limits kept, no header slipped in. */
export const ALERT_POSTING: DecoderFuzzer = {
  name: "alert-posting",
  property: fc.property(posting, odd, (given, answer) => {
    assert.ok(discordMessage(given).content.length <= DISCORD_CONTENT_MAX);
    assert.ok(slackMessage(given).text.length <= SLACK_TEXT_MAX);
    assert.ok(telegramMessage(given, "-1").text.length <= TELEGRAM_TEXT_MAX);
    assert.doesNotMatch(mailText(given, "example.org").subject, /[\r\n]/);
    for (const { topic } of mqttPostings(given, "signalbox/alerts", iso)) {
      // deno-lint-ignore no-control-regex
      assert.doesNotMatch(topic, /[#+\u0000]/);
    }
    JSON.stringify(jsonPosting(given, iso));
    const retryMs = telegramRetryMs(answer);
    assert.ok(retryMs === null || retryMs >= 0);
  }),
};
