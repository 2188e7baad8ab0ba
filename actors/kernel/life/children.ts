import { type Cell } from "../cell.ts";

/** With so many children or fewer, looking at each is quicker than an index, and costs no memory. */
const FEW = 16;

/** The living children of one actor, in a list through the cells themselves. */
export class Children {
  count = 0;
  oldest: Cell | undefined = undefined;
  youngest: Cell | undefined = undefined;
  /** Kinds of which the registry knows children of this parent, and finds them by key. */
  readonly kinds: string[] = [];
  /** Of many children, those with a key that the registry does not know. */
  unlisted: Map<string, Cell> | undefined = undefined;
}

/** The children, in start order. */
export function childrenOf(parent: Cell): Cell[] {
  const all: Cell[] = [];
  let child = parent.rare?.children?.oldest;
  for (; child !== undefined; child = child.younger) all.push(child);
  return all;
}

/** True when the actor has living children. */
export function hasChildren(cell: Cell): boolean {
  const children = cell.rare?.children;
  return children !== undefined && children.count > 0;
}

/** The child of that key. */
export function findChild(parent: Cell, key: string): Cell | undefined {
  const children = parent.rare?.children;
  if (children === undefined) return undefined;
  if (children.count <= FEW) return lookAtEach(children, key);
  const { registry } = parent.profile.runtime;
  for (const kind of children.kinds) {
    const cell = registry.find(kind, key);
    if (cell?.parent === parent) return cell;
  }
  return children.unlisted?.get(key);
}

/** Adds a child as the youngest; its key must be free. */
export function addChild(parent: Cell, child: Cell, registered: boolean): void {
  const children = parent.extras().children ??= new Children();
  const { youngest } = children;
  child.older = youngest;
  if (youngest === undefined) children.oldest = child;
  else youngest.younger = child;
  children.youngest = child;
  children.count++;
  if (registered && !children.kinds.includes(child.kind)) children.kinds.push(child.kind);
  if (children.count <= FEW) return;
  if (children.unlisted === undefined) indexAll(children);
  else if (!registered) index(children.unlisted, child);
}

/** Takes a child out; nothing happens when it is not in. */
export function removeChild(parent: Cell, child: Cell): void {
  const children = parent.rare?.children;
  if (children === undefined) return;
  const { older, younger } = child;
  if (older === undefined && children.oldest !== child) return;
  if (older === undefined) children.oldest = younger;
  else older.younger = younger;
  if (younger === undefined) children.youngest = older;
  else younger.older = older;
  child.older = child.younger = undefined;
  children.count--;
  if (children.unlisted !== undefined) forget(children, child);
}

function lookAtEach(children: Children, key: string): Cell | undefined {
  let child = children.oldest;
  while (child !== undefined && child.name !== key) child = child.younger;
  return child;
}

function indexAll(children: Children): void {
  const unlisted = children.unlisted = new Map<string, Cell>();
  let child = children.oldest;
  for (; child !== undefined; child = child.younger) {
    if (child.profile.runtime.registry.find(child.kind, child.key) !== child) {
      index(unlisted, child);
    }
  }
}

function index(unlisted: Map<string, Cell>, child: Cell): void {
  if (typeof child.name === "string") unlisted.set(child.name, child);
}

function forget(children: Children, child: Cell): void {
  if (children.count === 0) children.unlisted = undefined;
  else if (typeof child.name === "string") children.unlisted?.delete(child.name);
}
