/**
 * Channels over e-mail.
 *
 * @module
 */
import { createTransport } from "nodemailer";
import { type ChannelDoor, DeliveryFailure } from "../../actors/alerts/deliveries/door.ts";
import { type MailText, mailText } from "../../protocols/alert_posting/mail.ts";
import { authorityOf } from "./authority.ts";
import { maskerOf } from "./masking.ts";

/** Where mail is handed in, and for whom it is. */
export interface EmailOptions {
  readonly host: string;
  readonly port: number;
  /** `starttls`: nothing is said before it is encrypted. `tls`: encrypted from the first byte. */
  readonly security: "starttls" | "tls" | "none";
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly from: string;
  readonly to: readonly string[];
  /** PEM file of who signs the server's certificate, where that is somebody of the site's own. */
  readonly caFile?: string | undefined;
  /** Masks whatever looks like a secret. */
  readonly maskText: (text: string) => string;
}

/** To the server's first words, and between two of its answers. A server that asks who we are may take some seconds. */
const STEP_MS = 10_000;
/** For the whole. */
const TOTAL_MS = 30_000;

/** A way out over e-mail: a connection for each mail, as there are few. */
export function openEmail(options: EmailOptions): ChannelDoor {
  const { host, port, from, to, password, user, caFile, maskText } = options;
  const place = `${host}:${port}`;
  const pair = user === undefined || password === undefined ? undefined : `\0${user}\0${password}`;
  const mask = maskerOf([password, pair], maskText);
  const domain = /@([A-Za-z0-9.-]+)>?$/.exec(from)?.[1] ?? "signalbox.invalid";
  return {
    async deliver(posting, signal) {
      const transport = createTransport(transportOptions(options, await authorityOf(caFile)));
      const { promise: givenUp, reject } = Promise.withResolvers<never>();
      const ended = AbortSignal.any([signal, AbortSignal.timeout(TOTAL_MS)]);
      ended.addEventListener("abort", () => {
        transport.close();
        reject(new DeliveryFailure(`${place} did not take the mail in time.`));
      }, { once: true });
      const mail = envelope(mailText(posting, domain), from, to);
      const sending = transport.sendMail(mail).then(({ response }) => mask(response));
      try {
        return await Promise.race([sending, givenUp]);
      } catch (cause) {
        // Whichever came second has nobody who waits for it.
        sending.catch(() => {});
        throw cause instanceof DeliveryFailure ? cause : failureOf(cause, place, mask);
      } finally {
        transport.close();
      }
    },
  };
}

function transportOptions(
  { host, port, security, user, password }: EmailOptions,
  ca: string | undefined,
) {
  return {
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(user === undefined || password === undefined ? {} : { auth: { user, pass: password } }),
    ...(ca === undefined ? {} : { tls: { ca } }),
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    dnsTimeout: STEP_MS,
    // What is in a mail comes from us alone, never from a file or another host.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function envelope(
  { subject, text, messageId, thread }: MailText,
  from: string,
  to: readonly string[],
) {
  return {
    from,
    to: [...to],
    subject,
    text,
    messageId,
    ...(thread === null ? {} : { references: thread, inReplyTo: thread }),
    // RFC 3834, section 5: nobody's "out of office" answers it.
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** An answer of the 5xx to the mail itself lasts (RFC 5321, section 4.2.1); a wrong password is put right in time. */
function failureOf(cause: unknown, place: string, mask: (text: string) => string): DeliveryFailure {
  const code = wordOf(cause, "code");
  if (code === "EAUTH") return new DeliveryFailure(`${place} refuses our user name or password.`);
  const refused = code === "EENVELOPE" || code === "EMESSAGE";
  const lasting = refused && Number(wordOf(cause, "responseCode")) >= 500;
  const detail = cause instanceof Error ? mask(cause.message) : "";
  return new DeliveryFailure(`${place} did not take the mail: ${detail || code}`, lasting);
}

/** What the library hangs on its errors. */
function wordOf(cause: unknown, key: "code" | "responseCode"): string {
  if (typeof cause !== "object" || cause === null) return "";
  return String(Object.entries(cause).find(([name]) => name === key)?.[1] ?? "");
}
