import type {
  AuditChainResult,
  AuditHead,
  AuditVerification,
} from "../../../protocols/api/audit.ts";
import type { Tone } from "../../look/tones.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { CopyButton } from "../../parts/copy_button.tsx";
import { Said } from "../../parts/said.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Ago } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { now } from "../../wire/clock.ts";
import { usePolled } from "../../wire/polled.ts";
import { useResource } from "../../wire/resource.ts";
import { count } from "../../words/amounts.ts";
import { auditNames, auditWords } from "../../words/audit.ts";
import { commonWords } from "../../words/shell.ts";

const TONES: Record<AuditVerification["state"], Tone> = {
  never: "unknown",
  running: "busy",
  sound: "ok",
  broken: "bad",
  failed: "stale",
};
/** The ends move with every change. */
const LOOK_MS = 15_000;

/** Whether both chains are as they were written: the last examination, the one under way, and a button for another. */
export function ChainPanel() {
  const words = auditWords();
  const path = "audit/verify";
  const resource = usePolled<AuditVerification>(path, ({ state }) => state === "running");
  const { value } = resource;
  const isRunning = value?.state === "running";
  return (
    <section class="panel" data-verification={value?.state}>
      <header class="toolbar">
        {value && <StateBadge tone={TONES[value.state]} word={words.states[value.state]} />}
        {value?.endedAt && <Ago at={value.endedAt} />}
        <ActionButton
          disabled={isRunning}
          run={() => callApi(path, { method: "POST" })}
          onDone={resource.reload}
        >
          {isRunning ? words.verifying : words.verify}
        </ActionButton>
      </header>
      <ResourceNote of={resource} />
      {value?.reason && (
        <p class="problem">
          <Said>{value.reason}</Said>
        </p>
      )}
      {value?.chains.map((chain) => <Chain key={chain.chain} chain={chain} />)}
      <ChainEnds />
    </section>
  );
}

function Chain({ chain }: { readonly chain: AuditChainResult }) {
  const words = auditWords();
  const { chain: name, rows, totalRows, anchors, fault } = chain;
  return (
    <div data-chain={name}>
      <h3>{words.chains[name]}</h3>
      <p>
        <progress aria-label={words.chains[name]} max={Math.max(1, totalRows)} value={rows} />{" "}
        {words.rows(count(rows), count(totalRows))}
        {anchors > 0 && <span class="quiet">, {words.cleared(anchors)}</span>}
      </p>
      {fault && (
        <p class="problem" role="alert">
          {words.fault(fault.sequence, auditNames().faults[fault.fault])}{" "}
          <Said>{fault.detail}</Said>
        </p>
      )}
    </div>
  );
}

interface Heads {
  readonly items: readonly AuditHead[];
}

/** Where the chains end, to be copied and kept elsewhere. */
function ChainEnds() {
  const words = auditWords();
  const resource = useResource(
    "audit/heads",
    (signal) => callApi<Heads>("audit/heads", { signal }),
    { turn: Math.floor(now.value / LOOK_MS) },
  );
  const heads = resource.value?.items ?? [];
  if (heads.length === 0) return null;
  return (
    <details>
      <summary>{words.keep}</summary>
      <ul class="plain-list">
        {heads.map((head) => <Head key={head.chain} head={head} />)}
      </ul>
    </details>
  );
}

function Head({ head: { chain, sequence, hash } }: { readonly head: AuditHead }) {
  const words = auditWords();
  return (
    <li>
      {words.chains[chain]}: {words.head(sequence)}{" "}
      <span class="copyable">
        <code class="audit-hash">{hash}</code>
        <CopyButton text={`${chain} ${sequence} ${hash}`} label={commonWords().copy} />
      </span>
    </li>
  );
}
