import { readdir } from "node:fs/promises";

const ROOT = new URL("../../", import.meta.url);

/** What the files of a place say: the pieces of one text put together, and `gap` for each value; without: as it is. */
export async function textsOf(place: string, gap: string | undefined): Promise<string> {
  const sources = (await filesOf(place)).map(async (name) => {
    const source = await Deno.readTextFile(new URL(name, ROOT));
    return joined(gap === undefined ? source : withoutValues(source, gap));
  });
  return (await Promise.all(sources)).join("\n");
}

/** Every text of the code of a place, comments left out, with `{}` for each value. */
export async function literalsOf(place: string): Promise<readonly string[]> {
  const source = await textsOf(place, "{}");
  return [...source.matchAll(TOKEN)].flatMap(([token]) =>
    /^["'`]/.test(token) ? [token.slice(1, -1)] : []
  );
}

/** A comment, a regular expression that holds a quotation mark, or a text. */
const TOKEN =
  /\/\/.*|\/\*[^]*?\*\/|\/[^/\n ]*["'`][^/\n]*\/[gimsuy]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;

async function filesOf(place: string): Promise<readonly string[]> {
  if (place.endsWith(".ts")) return [place];
  const names = await readdir(new URL(place, ROOT), { recursive: true });
  return names.filter((name) => name.endsWith(".ts")).map((name) => `${place}${name}`);
}

function joined(source: string): string {
  return source.replace(/["`]\s*\+\s*["`]/g, "");
}

function withoutValues(source: string, gap: string): string {
  let text = "";
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    if (depth === 0 && source.startsWith("${", at)) {
      depth = 1;
      at++;
      text += gap;
    } else if (depth === 0) text += source[at];
    else if (source[at] === "{") depth++;
    else if (source[at] === "}") depth--;
  }
  return text;
}
