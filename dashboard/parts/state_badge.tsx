import type { Tone } from "../look/tones.ts";
import { stateWords } from "../words/states.ts";
import { Icon } from "./icon.tsx";

/** A state as people read it: colour, icon and word together, and the reason where one is known. */
export function StateBadge(
  { tone, word, reason, work = "" }: {
    readonly tone: Tone;
    readonly word: string;
    /** One sentence; shown on demand. */
    readonly reason?: string;
    /** Set while work is done on it: until when, and who says so. */
    readonly work?: string;
  },
) {
  const state = (
    <span class="badge" data-tone={tone} title={reason || undefined}>
      <Icon name={tone} />
      {word}
    </span>
  );
  if (work === "") return state;
  return (
    <span class="badges">
      {state}
      <span class="badge" data-tone="maintenance" data-work title={work}>
        <Icon name="maintenance" />
        {stateWords().liveness.maintenance}
      </span>
    </span>
  );
}
