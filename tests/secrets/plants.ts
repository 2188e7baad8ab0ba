/** A secret that must not be found where it does not belong. */
interface Plant {
  readonly name: string;
  /** How it would look: as it is, in Base64 wherever that begins, and in either case of hexadecimal digits. */
  readonly needles: readonly string[];
}

/** Characters around a secret that was found: enough to see who wrote it. */
const CONTEXT_CHARS = 80;
/** A part of Base64 that no other text has by chance. */
const BASE64_CHARS = 20;

/** Secrets that were planted, and the search for them. */
export class Plants {
  readonly #plants: Plant[] = [];

  /** Makes a secret. @param shape puts the part by which it is known into what its place takes. */
  make(name: string, shape = (mark: string) => `planted-${mark}`): string {
    const mark = crypto.randomUUID().replaceAll("-", "");
    const secret = shape(mark);
    this.#plants.push({ name, needles: [mark, ...inBase64(mark)] });
    return secret;
  }

  /** A secret that the control host has made itself. */
  learn(name: string, secret: string): string {
    this.#plants.push({ name, needles: [secret.toLowerCase(), ...inBase64(secret)] });
    return secret;
  }

  /** Session keys: 64 bytes in hexadecimal. */
  key(name: string): string {
    return this.make(name, (mark) => `0x${mark.repeat(4)}`);
  }

  get size(): number {
    return this.#plants.length;
  }

  /** Names of what a text holds, each with the words before it. */
  foundIn(text: string): readonly string[] {
    const lower = text.toLowerCase();
    return this.#plants.flatMap(({ name, needles }) => {
      const at = needles.map((needle) => (isBase64(needle) ? text : lower).indexOf(needle))
        .find((place) => place >= 0);
      if (at === undefined) return [];
      return [`${name}, behind: ${text.slice(Math.max(0, at - CONTEXT_CHARS), at)}`];
    });
  }
}

function isBase64(needle: string): boolean {
  return needle !== needle.toLowerCase();
}

/** The middle of a text in Base64, for each place in a group of three at which it may begin. */
function inBase64(text: string): readonly string[] {
  return [0, 1, 2].map((offset) => btoa(" ".repeat(offset) + text).slice(4, 4 + BASE64_CHARS));
}
