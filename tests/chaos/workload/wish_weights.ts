import type { WishKind } from "./wish.ts";

/** How often each kind is wanted, out of a hundred or so. */
const WEIGHTS: Readonly<Record<WishKind, number>> = {
  execute: 30,
  stop: 10,
  exec: 22,
  rotate_keys: 4,
  backup_keys: 2,
  restart: 2,
  preset_run: 6,
  preset_stop: 3,
  preset_edit: 6,
  group_edit: 4,
  acknowledge: 4,
  maintenance: 1,
  record_start: 3,
  record_stop: 1,
};

/** One of the kinds, each as often as it is wanted. @param random from 0 to below 1 */
export function drawKind(random: () => number): WishKind {
  const kinds = Object.entries(WEIGHTS) as [WishKind, number][];
  let left = random() * kinds.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [kind, weight] of kinds) {
    left -= weight;
    if (left < 0) return kind;
  }
  return "execute";
}
