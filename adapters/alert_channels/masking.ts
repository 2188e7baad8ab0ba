import { Buffer } from "node:buffer";

/** Shorter ones would mask ordinary words, and are no secrets. */
const LEAST_CHARS = 4;
/** What is shown of an answer: enough for a sentence. */
const MAX_CHARS = 200;

/**
 * Takes a channel's own secrets out of what the other side said, in the forms in which they travel, and makes one short
 * line of it. What secrets look like in general, `maskText` knows.
 */
export function maskerOf(
  secrets: readonly (string | undefined)[],
  maskText: (text: string) => string,
): (text: string) => string {
  const forms = secrets.flatMap((secret) => secret === undefined ? [] : formsOf(secret))
    .filter((form) => form.length >= LEAST_CHARS)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    const masked = forms.reduce((left, form) => left.replaceAll(form, "***"), text);
    // Cut last: half a secret is not found.
    return maskText(masked).replace(/[\p{Cc}\s]+/gu, " ").trim().slice(0, MAX_CHARS)
      .toWellFormed();
  };
}

function formsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
}
