import { pack } from "tar-stream";
import { hexOf } from "./noise.ts";
import type { SimulatedContainer } from "./simulated_container.ts";

/** Where a node keeps what is its own, as its command line says. */
export const BASE_PATH = "/root/data";

interface SimulatedFile {
  readonly path: string;
  readonly text: string;
}

/** Types of keys, as the names of key files begin with them, in hexadecimal digits. */
const KEY_TYPES = ["aura", "gran", "babe", "imon"] as const;
const CHAIN_PATH = `${BASE_PATH}/chains/creditcoin3`;
/** A moment that stays, so that two archives of the same files are the same. */
const MODIFIED = new Date(Date.UTC(2025, 0, 8));

/** A file or a folder of a container as a tar archive; undefined when there is none. */
export function archiveOf(
  { seed }: SimulatedContainer,
  path: string,
): ReadableStream<Uint8Array> | undefined {
  const wanted = path.replace(/\/+$/, "");
  const found = filesOf(seed).filter((file) =>
    file.path === wanted || file.path.startsWith(`${wanted}/`)
  );
  if (found.length === 0) return undefined;
  const parent = wanted.slice(0, wanted.lastIndexOf("/") + 1);
  const archive = pack();
  for (const file of found) {
    archive.entry(
      { name: file.path.slice(parent.length), mode: 0o600, mtime: MODIFIED },
      file.text,
    );
  }
  archive.finalize();
  return ReadableStream.from(archive as AsyncIterable<Uint8Array>);
}

/** What is in a folder, by name; empty for one that is not there. */
export function namesIn({ seed }: SimulatedContainer, folder: string): readonly string[] {
  const front = `${folder.replace(/\/+$/, "")}/`;
  const inside = filesOf(seed).filter(({ path }) => path.startsWith(front));
  return [...new Set(inside.map(({ path }) => path.slice(front.length).split("/")[0] ?? ""))];
}

function filesOf(seed: number): readonly SimulatedFile[] {
  const keys = KEY_TYPES.map((type, n) => ({
    path: `${CHAIN_PATH}/keystore/${hexOfText(type)}${hexOf(seed, n, 64)}`,
    text: `"0x${hexOf(seed, 100 + n, 64)}"`,
  }));
  return [...keys, { path: `${CHAIN_PATH}/network/secret_ed25519`, text: hexOf(seed, 200, 64) }];
}

function hexOfText(text: string): string {
  return new TextEncoder().encode(text).toHex();
}
