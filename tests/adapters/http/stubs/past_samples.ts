import type { KeptOutput, OutputsMessage } from "../../../../actors/outputs/messages.ts";
import type { PresenceMessage } from "../../../../actors/presence/messages.ts";
import type { MemberRecord } from "../../../../actors/presence/store.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { StubRef } from "./stub_ref.ts";

/** What a command has said. */
export function sampleOutput(changes: Partial<KeptOutput> = {}): KeptOutput {
  const chunks = ["one\n", "two\nthree\n"].map((text, index) => ({
    sequence: index + 1,
    at: AT,
    text,
    divider: null,
  }));
  return { lastSequence: 2, truncated: false, chunks, ...changes };
}

/** A command that has said two things. */
export function stubOutputs(): StubRef<OutputsMessage> {
  return new StubRef<OutputsMessage>({ getOutput: () => sampleOutput() });
}

/** A display that has been there for an hour. */
export function sampleMember(id = 1, changes: Partial<MemberRecord> = {}): MemberRecord {
  return {
    kind: "display",
    key: String(id),
    name: `Wall-${id}`,
    liveness: "online",
    livenessSince: AT - 3_600_000,
    health: "idle",
    healthSince: AT - 3_600_000,
    ...changes,
  };
}

/** Two displays. */
export function stubPresence(): StubRef<PresenceMessage> {
  return new StubRef<PresenceMessage>({ listMembers: () => [sampleMember(1), sampleMember(2)] });
}
