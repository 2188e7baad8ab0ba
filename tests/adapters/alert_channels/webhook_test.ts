import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { DeliveryFailure } from "../../../actors/alerts/deliveries/door.ts";
import { openWebhook, type WebhookOptions } from "../../../adapters/alert_channels/webhook.ts";
import { maskText } from "../../../adapters/log/mod.ts";
import { samplePosting } from "../../support/samples/alert_samples.ts";
import { freePort } from "../../support/machine/free_port.ts";
import { AT } from "../../support/stores/store_samples.ts";
import { Receiver } from "./receiver.ts";

const never = new AbortController().signal;

function doorTo(url: string, more: Partial<WebhookOptions> = {}) {
  return openWebhook({ url, template: "json", maskText, now: () => AT, ...more });
}

async function failureOf(delivery: Promise<string>): Promise<DeliveryFailure> {
  const failure = await delivery.then(() => undefined, (cause: unknown) => cause);
  assert.ok(failure instanceof DeliveryFailure, String(failure));
  return failure;
}

Deno.test("openWebhook() signs id, time and body with HMAC-SHA256", async () => {
  await using receiver = await Receiver.start();
  const key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const door = doorTo(`${receiver.url}/hook`, { secret: `whsec_${key}` });
  assert.equal(await door.deliver(samplePosting(), never), "HTTP 204");
  const [{ headers, body, path }] = receiver.received as [Receiver["received"][0]];
  const seconds = String(AT / 1_000);
  const expected = createHmac("sha256", Buffer.from(key, "base64"))
    .update(`alert-12-1.${seconds}.${body}`).digest("base64");
  assert.equal(path, "/hook");
  assert.equal(headers.get("webhook-id"), "alert-12-1");
  assert.equal(headers.get("webhook-timestamp"), seconds);
  assert.equal(headers.get("webhook-signature"), `v1,${expected}`);
  assert.equal(JSON.parse(body).data.text, "Wall-L1 is offline.");
});

Deno.test("openWebhook() signs so that another language's HMAC agrees", async () => {
  await using receiver = await Receiver.start();
  const secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  await doorTo(receiver.url, { secret }).deliver(samplePosting(), never);
  const [request] = receiver.received;
  const script = "import base64,hashlib,hmac,sys;k,m=sys.argv[1:];" +
    "print(base64.b64encode(hmac.new(base64.b64decode(k),m.encode(),hashlib.sha256).digest()).decode())";
  const signed = [
    request?.headers.get("webhook-id"),
    request?.headers.get("webhook-timestamp"),
    request?.body,
  ].join(".");
  const args = ["-c", script, secret.slice("whsec_".length), signed];
  const { stdout } = await new Deno.Command("python3", { args }).output();
  const other = new TextDecoder().decode(stdout).trim();
  assert.equal(request?.headers.get("webhook-signature"), `v1,${other}`);
});

Deno.test("openWebhook() sends each service's own form", async () => {
  await using receiver = await Receiver.start();
  const forms: readonly [WebhookOptions["template"], Record<string, unknown>][] = [
    ["slack", { text: "CRITICAL: Wall-L1 is offline." }],
    ["discord", {
      content: "CRITICAL: Wall-L1 is offline.",
      allowed_mentions: { parse: [] },
    }],
    ["telegram", {
      chat_id: "-1001",
      text: "CRITICAL: Wall-L1 is offline.",
      link_preview_options: { is_disabled: true },
    }],
  ];
  for (const [template, form] of forms) {
    await doorTo(receiver.url, { template, chatId: "-1001" }).deliver(samplePosting(), never);
    assert.deepEqual(JSON.parse(receiver.received.at(-1)?.body ?? ""), form);
    assert.match(receiver.received.at(-1)?.headers.get("content-type") ?? "", /^application\/json/);
  }
});

Deno.test("openWebhook() tells what is refused for good from what is not, and what to wait for", async () => {
  const answers = [
    new Response("no_text", { status: 400 }),
    new Response("", { status: 503 }),
    new Response("", { status: 429, headers: { "retry-after": "7" } }),
    new Response('{"ok":false,"parameters":{"retry_after":3}}', { status: 429 }),
    new Response("", { status: 404 }),
  ];
  await using receiver = await Receiver.start((_, count) => answers[count - 1] ?? new Response());
  const door = doorTo(receiver.url);
  const seen: unknown[] = [];
  for (const _ of answers) {
    const { lasting, retryAfterMs } = await failureOf(door.deliver(samplePosting(), never));
    seen.push([lasting, retryAfterMs]);
  }
  assert.deepEqual(seen, [[true, null], [false, null], [false, 7_000], [false, 3_000], [
    false,
    null,
  ]]);
});

Deno.test("openWebhook() follows no redirect", async () => {
  await using other = await Receiver.start();
  const location = `${other.url}/stolen`;
  await using receiver = await Receiver.start(() =>
    new Response(null, { status: 307, headers: { location } })
  );
  const { message, lasting } = await failureOf(
    doorTo(receiver.url).deliver(samplePosting(), never),
  );
  assert.match(message, /answered 307\. Redirects are not followed\.$/);
  assert.equal(lasting, false);
  assert.equal(other.received.length, 0);
});

Deno.test("openWebhook() reads no more of an answer than it needs, however long it is", async () => {
  let sent = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(97));
      },
    });
  await using receiver = await Receiver.start(() => new Response(endless(), { status: 500 }));
  const { message } = await failureOf(doorTo(receiver.url).deliver(samplePosting(), never));
  assert.ok(message.length < 400, String(message.length));
  assert.ok(sent < 32 * 1_048_576, String(sent));
});

Deno.test("openWebhook() gives up a receiver that does not answer", async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  await using receiver = await Receiver.start(() => promise);
  const door = doorTo(receiver.url, { timeoutMs: 50 });
  const { message } = await failureOf(door.deliver(samplePosting(), never));
  assert.match(message, /did not answer in time\.$/);
  const abort = new AbortController();
  const asked = failureOf(doorTo(receiver.url).deliver(samplePosting(), abort.signal));
  abort.abort();
  assert.match((await asked).message, /before it was given up/);
  resolve(new Response());
});

Deno.test("openWebhook() says that nobody listens, without the path", async () => {
  const url = `http://127.0.0.1:${await freePort("127.0.0.1")}/services/T0/B0/planted-secret-token`;
  const { message, lasting } = await failureOf(doorTo(url).deliver(samplePosting(), never));
  assert.match(message, /^http:\/\/127\.0\.0\.1:\d+ cannot be reached/);
  assert.doesNotMatch(message, /planted/);
  assert.equal(lasting, false);
});

Deno.test("openWebhook() lets no secret out, even when the other side repeats it", async () => {
  await using receiver = await Receiver.start(({ path, headers }) =>
    new Response(`no such hook: ${path} ${headers.get("authorization")} ${path.slice(10)}`, {
      status: 403,
    })
  );
  const url = new URL(`${receiver.url}/services/planted-path-token?key=planted%20query%20key`);
  url.username = "duty";
  url.password = "planted-password";
  const door = doorTo(url.href, { secret: "planted-signing-secret" });
  const { message } = await failureOf(door.deliver(samplePosting(), never));
  assert.match(message, /answered 403\. It says: no such hook/);
  assert.doesNotMatch(message, /planted|ZHV0eTpwbGFudGVk/);
  const [request] = receiver.received;
  assert.equal(
    atob(request?.headers.get("authorization")?.slice(6) ?? ""),
    "duty:planted-password",
  );
});

Deno.test("openWebhook() names a certificate file that is not there", async () => {
  const door = doorTo("https://127.0.0.1:1", { caFile: "/nowhere/ca.pem" });
  const { message } = await failureOf(door.deliver(samplePosting(), never));
  assert.equal(message, "The certificate file /nowhere/ca.pem cannot be read (NotFound).");
});
