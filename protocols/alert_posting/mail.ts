import { headingOf, plainText } from "./heading.ts";
import type { Posting } from "./posting.ts";
import { shorten } from "./shorten.ts";

/** A line of a message has 998 characters at most (RFC 5322, section 2.1.1); nobody reads more than this of a subject. */
const SUBJECT_MAX = 160;
/** As much as any digest has, ten times over. */
const BODY_MAX = 20_000;

/** An e-mail, before it is encoded. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  /** The same for every try. */
  readonly messageId: string;
  /** What it belongs to: mail programs put an alert's mails together. Null for what belongs to none. */
  readonly thread: string | null;
}

/** A posting as an e-mail. `domain` stands behind the @ of its id. */
export function mailText(posting: Posting, domain: string): MailText {
  const { id, alert, text } = posting;
  const heading = headingOf(posting);
  const [firstLine = ""] = text.split("\n", 1);
  const subject = heading === "" ? firstLine : `${heading}: ${firstLine}`;
  return {
    subject: shorten(`[Signalbox] ${subject}`.replace(/\p{Cc}+/gu, " "), SUBJECT_MAX),
    text: `${shorten(plainText(posting), BODY_MAX)}\n`,
    messageId: `<${idPart(id)}@${domain}>`,
    thread: alert === null ? null : `<alert-${alert.id}@${domain}>`,
  };
}

/** What may stand in front of the @ (RFC 5322, section 3.6.4, `dot-atom-text` without its rarer signs). */
function idPart(id: string): string {
  return id.replace(/[^A-Za-z0-9-]+/g, "-");
}
