import { join } from "node:path";
import { DemoCard } from "../../../protocols/demo/control.ts";

/** More than ever run at once; what else lies in the folder is not read. */
const MAX_CARDS = 64;

/** Where the demos of a user tell where they are; nobody else can read it. */
export function cardFolder(home: string): string {
  return join(home, ".signalbox", "demos");
}

/** Tells where a demo is. Resolves with the way to take that back. */
export async function leaveCard(folder: string, card: DemoCard): Promise<() => Promise<void>> {
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const path = pathOf(folder, card);
  // One that a process of the same number has left would keep its own mode.
  await Deno.remove(path).catch(() => {});
  await Deno.writeTextFile(path, JSON.stringify(card), { mode: 0o600, createNew: true });
  return () => dropCard(folder, card);
}

/** Every card that can be read; a demo that was killed has left its own behind. */
export async function readCards(folder: string): Promise<readonly DemoCard[]> {
  const cards: DemoCard[] = [];
  for (const name of await namesIn(folder)) {
    const text = await Deno.readTextFile(join(folder, name)).catch(() => "null");
    const card = DemoCard.safeParse(parsed(text));
    if (card.success) cards.push(card.data);
  }
  return cards;
}

/** Takes a card away whose demo is gone. */
export async function dropCard(folder: string, card: DemoCard): Promise<void> {
  await Deno.remove(pathOf(folder, card)).catch(() => {});
}

function pathOf(folder: string, { pid }: DemoCard): string {
  return join(folder, `${pid}.json`);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (isFile && name.endsWith(".json") && names.length < MAX_CARDS) names.push(name);
    }
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  return names;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
