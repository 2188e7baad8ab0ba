import type { Tone } from "../look/tones.ts";
import { Icon } from "./icon.tsx";

/** A state as people read it: colour, icon and word together, and the reason where one is known. */
export function StateBadge(
  { tone, word, reason }: {
    readonly tone: Tone;
    readonly word: string;
    /** One sentence; shown on demand. */
    readonly reason?: string;
  },
) {
  return (
    <span class="badge" data-tone={tone} title={reason || undefined}>
      <Icon name={tone} />
      {word}
    </span>
  );
}
