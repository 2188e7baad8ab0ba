import type { AnyDefinition } from "./actor_profile.ts";
import { Cell, STOPPING } from "./cell.ts";
import { start } from "./restarting.ts";
import type { SpawnOptions } from "./types.ts";

/** Longest key in characters: keys are made of paths and shown to people. */
const MAX_KEY = 256;

/**
 * Starts an actor under a parent; its `init` has run, as far as it is synchronous, when this returns. Throws when the
 * key is taken, in use for this kind in the registry, or not fit for a path. An `init` that fails does not throw
 * here: that is a crash, and the restart policy's business.
 */
export function spawn(
  parent: Cell,
  definition: AnyDefinition,
  args: unknown,
  options: SpawnOptions,
): Cell {
  const { key, restart, registered = true } = options;
  const { runtime } = parent.profile;
  if (parent.status >= STOPPING) throw new Error(`${parent.path} has stopped, cannot spawn ${key}`);
  checkKey(key);
  const children = parent.extras().children ??= new Map<string, Cell>();
  if (children.has(key)) throw new Error(`${parent.path} already has a child ${key}`);
  const cell = new Cell(runtime.profile(definition, restart), key, parent, args);
  if (registered) runtime.registry.add(cell);
  children.set(key, cell);
  start(cell);
  return cell;
}

function checkKey(key: string): void {
  if (key.length > 0 && key.length <= MAX_KEY && !key.includes("/")) return;
  throw new RangeError(
    `an actor's key must have 1 to ${MAX_KEY} characters and no slash, got ${
      JSON.stringify(key.slice(0, MAX_KEY))
    }`,
  );
}
