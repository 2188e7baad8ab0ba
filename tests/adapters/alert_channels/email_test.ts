import assert from "node:assert/strict";
import { DeliveryFailure } from "../../../actors/alerts/deliveries/door.ts";
import { type EmailOptions, openEmail } from "../../../adapters/alert_channels/email.ts";
import { maskText } from "../../../adapters/log/mod.ts";
import { sampleAlert, samplePosting } from "../../support/samples/alert_samples.ts";
import { freePort } from "../../support/machine/free_port.ts";
import { TEST_ONLY_CERTIFICATE, TEST_ONLY_KEY } from "../device_port/test_certificate.ts";
import { TinySmtp } from "./tiny_smtp.ts";

const never = new AbortController().signal;
const TLS = { cert: TEST_ONLY_CERTIFICATE, key: TEST_ONLY_KEY };
const LOGIN = { user: "duty", password: "planted-pass-word" };

function doorTo(port: number, more: Partial<EmailOptions> = {}) {
  return openEmail({
    host: "127.0.0.1",
    port,
    security: "none",
    from: "Signalbox <signalbox@example.com>",
    to: ["duty@example.com", "team@example.com"],
    maskText,
    ...more,
  });
}

async function failureOf(delivery: Promise<string>): Promise<DeliveryFailure> {
  const failure = await delivery.then(() => undefined, (cause: unknown) => cause);
  assert.ok(failure instanceof DeliveryFailure, String(failure));
  return failure;
}

/** Runs a test with the certificate in a file. */
async function withAuthority(test: (caFile: string) => Promise<void>): Promise<void> {
  const caFile = await Deno.makeTempFile({ suffix: ".pem" });
  try {
    await Deno.writeTextFile(caFile, TEST_ONLY_CERTIFICATE);
    await test(caFile);
  } finally {
    await Deno.remove(caFile);
  }
}

Deno.test("openEmail() sends a mail that names itself, its alert and that no machine should answer", async () => {
  await using smtp = await TinySmtp.start();
  const text = "월-L1이 오프라인입니다.";
  const said = await doorTo(smtp.port).deliver(samplePosting({ language: "ko", text }), never);
  assert.equal(said, "250 2.0.0 queued as 42");
  const [mail] = smtp.mails;
  assert.equal(mail?.from, "<signalbox@example.com>");
  assert.deepEqual(mail?.to, ["<duty@example.com>", "<team@example.com>"]);
  const data = mail?.data ?? "";
  assert.match(data, /^Message-ID: <alert-12-1@example\.com>$/m);
  assert.match(data, /^References: <alert-12@example\.com>$/m);
  assert.match(data, /^Auto-Submitted: auto-generated$/m);
  assert.match(data, /^Subject: =\?UTF-8\?/m);
});

Deno.test("openEmail() says nothing before it is encrypted, with STARTTLS", () =>
  withAuthority(async (caFile) => {
    await using smtp = await TinySmtp.start({ tls: TLS, ...LOGIN });
    const door = doorTo(smtp.port, { security: "starttls", caFile, ...LOGIN });
    await door.deliver(samplePosting(), never);
    const [mail] = smtp.mails;
    assert.deepEqual([mail?.encrypted, mail?.authenticated], [true, true]);
    assert.deepEqual(smtp.plainLines.map((line) => line.split(" ")[0]), ["EHLO", "STARTTLS"]);
  }));

Deno.test("openEmail() speaks TLS from the first byte, with tls", () =>
  withAuthority(async (caFile) => {
    await using smtp = await TinySmtp.start({ tls: { ...TLS, implicit: true } });
    await doorTo(smtp.port, { security: "tls", caFile }).deliver(samplePosting(), never);
    assert.equal(smtp.mails[0]?.encrypted, true);
  }));

Deno.test("openEmail() trusts no certificate that nobody has signed for", async () => {
  await using smtp = await TinySmtp.start({ tls: TLS, ...LOGIN });
  const door = doorTo(smtp.port, { security: "starttls", ...LOGIN });
  const { message, lasting } = await failureOf(door.deliver(samplePosting(), never));
  assert.match(message, /did not take the mail: .*(certificate|self)/i);
  assert.equal(lasting, false);
  assert.deepEqual(smtp.mails, []);
});

Deno.test("openEmail() sends no mail and no password to a server without STARTTLS", async () => {
  await using smtp = await TinySmtp.start(LOGIN);
  const door = doorTo(smtp.port, { security: "starttls", ...LOGIN });
  await failureOf(door.deliver(samplePosting(), never));
  assert.doesNotMatch(smtp.plainLines.join("\n"), /AUTH|MAIL/);
});

Deno.test("openEmail() lets no password out, even when the server repeats it", async () => {
  await using smtp = await TinySmtp.start({ ...LOGIN, password: "another" });
  const { message, lasting } = await failureOf(
    doorTo(smtp.port, LOGIN).deliver(
      samplePosting(),
      never,
    ),
  );
  assert.match(message, /refuses our user name or password\.$/);
  assert.equal(lasting, false);
  const echo = `550 no such user ${LOGIN.password} ${btoa(`\0duty\0${LOGIN.password}`)}`;
  await using rude = await TinySmtp.start({ ...LOGIN, recipient: echo });
  const other = await failureOf(doorTo(rude.port, LOGIN).deliver(samplePosting(), never));
  assert.match(other.message, /550 no such user \*\*\*/);
  assert.doesNotMatch(other.message, /planted|AGR1dHkA/);
  assert.equal(other.lasting, true);
});

Deno.test("openEmail() tries again what a server puts off", async () => {
  await using smtp = await TinySmtp.start({ recipient: "451 4.7.1 greylisted" });
  const { message, lasting } = await failureOf(doorTo(smtp.port).deliver(samplePosting(), never));
  assert.match(message, /451 4\.7\.1 greylisted/);
  assert.equal(lasting, false);
});

Deno.test("openEmail() gives up when it is told to, and when nobody listens", async () => {
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const abort = new AbortController();
  const asked = failureOf(doorTo(silent.addr.port).deliver(samplePosting(), abort.signal));
  const connection = await silent.accept();
  abort.abort();
  assert.match((await asked).message, /in time\.$/);
  connection.close();
  silent.close();
  const port = await freePort("127.0.0.1");
  assert.match((await failureOf(doorTo(port).deliver(samplePosting(), never))).message, /REFUSED/);
});

Deno.test("openEmail() keeps a name with line breaks out of its headers", async () => {
  await using smtp = await TinySmtp.start();
  const text = "Wall\r\nBcc: everybody@example.com\r\n\r\nhello";
  const alert = sampleAlert({ subject: { kind: "display", key: "1", name: text } });
  await doorTo(smtp.port).deliver(samplePosting({ text, alert }), never);
  const [headers = ""] = smtp.mails[0]?.data.split("\n\n") ?? [];
  assert.doesNotMatch(headers, /^Bcc:/m);
  assert.equal(smtp.mails[0]?.to.length, 2);
});
