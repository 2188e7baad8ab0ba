import { join } from "node:path";
import { ROOT } from "../support/processes/project_task.ts";

/** One package of the lock file, as it came from the registry. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string | undefined;
  /** As its manifest says it, in SPDX's words. */
  readonly licence: string;
  /** Programs that a package manager would run when it installs it. */
  readonly installScripts: readonly string[];
}

interface Manifest {
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
  readonly scripts?: Readonly<Record<string, string>>;
}

const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall"];

/** Every package that the lock file names, by name and version, read from Deno's own cache. */
export async function lockedPackages(): Promise<readonly LockedPackage[]> {
  const { npm } = JSON.parse(await Deno.readTextFile(join(ROOT, "deno.lock")));
  const cache = join((await deno("info", "--json")).npmCache, "registry.npmjs.org");
  const found = new Map<string, LockedPackage>();
  for (const [key, { integrity }] of Object.entries<{ integrity?: string }>(npm)) {
    // `@scope/name@1.2.3_peer@4.5.6`: what follows the first underscore behind the version are its peers.
    const [, name = "", version = ""] = /^(@?[^@]+)@([^_]+)/.exec(key) ?? [];
    const manifest = await readManifest(join(cache, name, version, "package.json"));
    found.set(`${name}@${version}`, {
      name,
      version,
      integrity,
      licence: licenceOf(manifest),
      installScripts: INSTALL_SCRIPTS.filter((script) => manifest.scripts?.[script] !== undefined),
    });
  }
  return [...found.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}

/** A package that nobody has needed yet is fetched, as the lock file has it. */
async function readManifest(path: string): Promise<Manifest> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch {
    await deno("install", "--frozen", "--quiet");
    return JSON.parse(await Deno.readTextFile(path));
  }
}

function licenceOf({ license, licenses }: Manifest): string {
  if (typeof license === "string") return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(" OR ") ?? "none";
}

// deno-lint-ignore no-explicit-any -- an answer of another program, used in one place
async function deno(...args: readonly string[]): Promise<any> {
  const command = new Deno.Command(Deno.execPath(), { args: [...args], cwd: ROOT, stderr: "null" });
  const { stdout } = await command.output();
  const text = new TextDecoder().decode(stdout);
  return text.startsWith("{") ? JSON.parse(text) : undefined;
}
