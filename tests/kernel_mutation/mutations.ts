import type { Mutation } from "./mutation.ts";
import { LIFE_MUTATIONS } from "./life_mutations.ts";
import { MESSAGE_MUTATIONS } from "./message_mutations.ts";

/** All rules that are broken on purpose, by property. */
export const MUTATIONS: readonly Mutation[] = [...MESSAGE_MUTATIONS, ...LIFE_MUTATIONS]
  .toSorted((a, b) => a.property - b.property);
