import type { HostBackupAttempt } from "../../../protocols/api/host_backup.ts";
import type { Tone } from "../../look/tones.ts";
import { Said } from "../../parts/said.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Moment } from "../../parts/time.tsx";
import { bytes } from "../../words/amounts.ts";
import { hostNames, hostWords } from "../../words/host.ts";

const TONES: Record<HostBackupAttempt["state"], Tone> = {
  running: "busy",
  made: "ok",
  failed: "bad",
};

/** How every backup went since the control host started, and why one failed. */
export function BackupAttempts({ attempts }: { readonly attempts: readonly HostBackupAttempt[] }) {
  if (attempts.length === 0) return null;
  return (
    <section class="panel">
      <h2>{hostWords().backups.attempts}</h2>
      <ol class="timeline">
        {attempts.map((attempt) => <Attempt key={attempt.id} attempt={attempt} />)}
      </ol>
    </section>
  );
}

function Attempt({ attempt }: { readonly attempt: HostBackupAttempt }) {
  const { state, trigger, startedAt, reason, sha256 } = attempt;
  const names = hostNames();
  return (
    <li data-attempt={state}>
      <Moment at={startedAt} />
      <StateBadge tone={TONES[state]} word={names.attempts[state]} />
      <span class="quiet">{names.triggers[trigger]}</span>
      {attempt.bytes !== null && <span>{bytes(attempt.bytes)}</span>}
      {reason !== null && <Said>{reason}</Said>}
      {sha256 !== null && <code class="audit-hash" title={hostWords().backups.sum}>{sha256}</code>}
    </li>
  );
}
