/** One line of the tree that `deno compile` prints: its depth, and a name that may end in `/*`. */
const LINE = /^((?:│ | {2})*)(?:├|└)─[─┬] (\S+)/;

/**
 * The files of ours that a compiled program holds, as paths from the project's root, from what `deno compile`
 * prints. A folder that is embedded whole ends in `/*`. npm packages, which stand in a folder of their own, are
 * left out.
 *
 * @throws {Error} when the output has no tree, so that a new format is noticed.
 */
export function embeddedFiles(output: string): string[] {
  const paths: string[] = [];
  const above: string[] = [];
  for (const line of output.split("\n")) {
    const [, indent, name] = LINE.exec(line) ?? [];
    if (indent === undefined || name === undefined) continue;
    above.length = indent.length / 2;
    above.push(name);
    if (!above[0]?.startsWith(".")) paths.push(above.join("/"));
  }
  // A line with others below it is a folder, and says nothing by itself.
  const files = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
  if (files.length === 0) throw new Error(`no embedded files in this output:\n${output}`);
  return files;
}
