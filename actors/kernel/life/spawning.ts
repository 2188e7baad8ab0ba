import type { AnyDefinition } from "./actor_profile.ts";
import { ANONYMOUS, Cell, STOPPED } from "../cell.ts";
import { addChild, findChild } from "./children.ts";
import { start } from "./starting.ts";
import { inEndingTree } from "./ending.ts";
import type { SpawnOptions } from "../types.ts";

/** Longest key in characters: keys are made of paths and shown to people. */
const MAX_KEY = 256;

/** An anonymous child with its kind's own restart policy. */
const ANYHOW: SpawnOptions = {};

/**
 * Starts an actor under a parent; its `init` has run, as far as it is synchronous, when this returns. Throws when the
 * key is taken, in use for this kind in the registry, or not fit for a path. An `init` that fails does not throw
 * here: that is a crash, and the restart policy's business.
 */
export function spawn(
  parent: Cell,
  definition: AnyDefinition,
  args: unknown,
  options: SpawnOptions = ANYHOW,
): Cell {
  const { key, restart } = options;
  const { runtime } = parent.profile;
  if (inEndingTree(parent)) {
    const has = parent.status === STOPPED ? "has stopped" : "is ending, or one above it";
    throw new Error(`${parent.path} ${has}, and cannot spawn a ${definition.kind}`);
  }
  const name = key ?? runtime.nextNumber();
  if (key !== undefined) checkKey(parent, key);
  const cell = new Cell(runtime.profile(definition, restart), name, parent, args);
  const registered = key !== undefined && (options.registered ?? true);
  if (registered) runtime.registry.add(cell);
  else if (definition.snapshot !== undefined) {
    throw new Error(`${cell.path} has snapshots, which need a key of its own in the registry`);
  }
  addChild(parent, cell, registered);
  const { counters } = cell.profile;
  counters.spawned++;
  counters.living++;
  start(cell);
  return cell;
}

function checkKey(parent: Cell, key: string): void {
  const fits = key.length > 0 && key.length <= MAX_KEY && !key.includes("/");
  if (!fits || key.startsWith(ANONYMOUS)) {
    throw new RangeError(
      `an actor's key must have 1 to ${MAX_KEY} characters, no slash, and no ${ANONYMOUS} at its beginning, got ${
        JSON.stringify(key.slice(0, MAX_KEY))
      }`,
    );
  }
  if (findChild(parent, key) !== undefined) {
    throw new Error(`${parent.path} already has a child ${key}`);
  }
}
