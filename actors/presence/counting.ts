import type { MemberCount } from "./messages.ts";
import type { PresenceMemory } from "./presence_state.ts";

/** How many members of each kind are how alive, as they are seen now; what nobody is, is left out. */
export function countMembers({ members }: PresenceMemory): readonly MemberCount[] {
  const counts = new Map<string, { -readonly [K in keyof MemberCount]: MemberCount[K] }>();
  for (const { id: { kind }, liveness: { word: liveness } } of members.values()) {
    const place = `${kind}/${liveness}`;
    const known = counts.get(place);
    if (known) known.count++;
    else counts.set(place, { kind, liveness, count: 1 });
  }
  return [...counts.values()];
}
