import type { LockedPackage } from "./locked_packages.ts";

/** Licences that ask for no more than to be named. */
const PERMISSIVE: ReadonlySet<string> = new Set(
  ["MIT", "MIT-0", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"],
);
/** Used by tests only, as it is, and part of nothing that is handed out. */
const IN_TESTS_ONLY: ReadonlyMap<string, string> = new Map([["axe-core", "MPL-2.0"]]);

/** Packages whose licence nobody has looked at yet. */
export function unknownLicences(packages: readonly LockedPackage[]): string[] {
  return packages
    .filter(({ name, licence }) => !PERMISSIVE.has(licence) && IN_TESTS_ONLY.get(name) !== licence)
    .map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
}

/** The page `docs/licences.md`. */
export function licencePage(packages: readonly LockedPackage[]): string {
  const rows = packages.map(({ name, version, licence }) => [
    name,
    version,
    IN_TESTS_ONLY.has(name) ? `${licence} (tests only)` : licence,
  ]);
  return `# Licences

What Signalbox is built from, with everything that comes along: packages of the npm registry, in
exactly these versions (\`deno.lock\`). Written by \`deno task licences\`; a package whose licence is
not a permissive one stops the build. None of them may run a program when it is installed.

${table([["Package", "Version", "Licence"], ...rows])}
`;
}

/** As the formatter leaves it. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((word, at) =>
    Math.max(word.length, ...rows.map((row) => row[at]?.length ?? 0))
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
