const ROOT = new URL("../../../", import.meta.url);

/** The page of the runtime's rules. */
export function readSemantics(): Promise<string> {
  return Deno.readTextFile(new URL("docs/semantics.md", ROOT));
}

/** The lines of the mermaid block under a heading. */
export function diagramUnder(page: string, heading: string): string[] {
  const section = page.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const block = /```mermaid\n([\s\S]*?)```/.exec(section)?.[1] ?? "";
  return block.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

/** Names of tests that the page says hold its rules: all in backquotes after `Held by`. */
export function testsNamedIn(page: string): string[] {
  const paragraphs = page.split("\n\n").filter((text) => /^(- )?Held by/m.test(text));
  return paragraphs.flatMap((text) => {
    const names = text.slice(text.search(/Held by/)).replaceAll(/\s*\n\s*/g, " ");
    return [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");
  });
}

/** Matches the names of the tests in a folder and below; a name with holes matches whatever fills them. */
export async function testsIn(folder: string): Promise<RegExp[]> {
  const names: RegExp[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    if (isDirectory) names.push(...await testsIn(`${folder}${name}/`));
    if (!name.endsWith("_test.ts")) continue;
    const source = await Deno.readTextFile(new URL(`${folder}${name}`, ROOT));
    for (const [, test] of source.matchAll(/Deno\.test\(\s*["`]([^"`]+)["`]/g)) {
      names.push(patternOf(test ?? ""));
    }
  }
  return names;
}

function patternOf(name: string): RegExp {
  const literal = name.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(/\W/g, "\\$&"));
  return new RegExp(`^${literal.join(".+")}$`);
}
