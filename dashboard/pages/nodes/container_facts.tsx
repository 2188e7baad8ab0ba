import type { Container } from "../../../protocols/api/container.ts";
import { Moment } from "../../parts/time.tsx";
import { bytes, count } from "../../words/amounts.ts";
import { nodeWords } from "../../words/nodes.ts";
import { stateWords } from "../../words/states.ts";
import { validatorWord } from "./nodes_page.tsx";
import { Said } from "../../parts/said.tsx";

/** What is known of a container: the chain, the validator, and what it is made from. */
export function ContainerFacts({ container }: { readonly container: Container }) {
  return (
    <>
      {container.reason !== "" && (
        <p>
          <Said>{container.reason}</Said>
        </p>
      )}
      <div class="panels">
        <Chain container={container} />
        <Validator container={container} />
      </div>
    </>
  );
}

function Chain({ container: { stats } }: { readonly container: Container }) {
  const { facts, height, peers } = nodeWords();
  if (!stats) return null;
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{facts.sync}</dt>
        <dd>{stats.syncState === null ? "—" : stateWords().chain[stats.syncState]}</dd>
        <dt>{height}</dt>
        <dd>{count(stats.currentBlock)}</dd>
        <dt>{facts.finalized}</dt>
        <dd>{count(stats.finalizedBlock)}</dd>
        <dt>{facts.target}</dt>
        <dd>{count(stats.targetBlock)}</dd>
        <dt>{peers}</dt>
        <dd>{count(stats.peers)}</dd>
        <dt>{facts.image}</dt>
        <dd dir="auto">{stats.imageName ?? "—"}</dd>
        <dt>{facts.nickname}</dt>
        <dd dir="auto">{stats.nickname || "—"}</dd>
        <dt>{facts.data}</dt>
        <dd>{stats.dataBytes === null ? "—" : bytes(stats.dataBytes)}</dd>
      </dl>
    </section>
  );
}

function Validator({ container }: { readonly container: Container }) {
  const { facts, validator, yes, no } = nodeWords();
  const { payout, backup, era, configured } = container;
  const unclaimed = payout?.unclaimed ?? 0;
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{validator}</dt>
        <dd>{validatorWord(container.validator)}</dd>
        <dt>{facts.era}</dt>
        <dd>{count(era)}</dd>
        <dt>{facts.payout}</dt>
        <dd dir="auto">
          {payout === null
            ? "—"
            : payout.error ?? (unclaimed > 0 ? facts.unclaimed(unclaimed) : facts.noneUnclaimed)}
        </dd>
        <dt>{facts.backup}</dt>
        <dd dir="auto">
          {backup === null ? "—" : (
            <>
              {backup.file} <Moment at={backup.at} />
            </>
          )}
        </dd>
        <dt>{facts.configured}</dt>
        <dd>{configured ? yes : no}</dd>
      </dl>
    </section>
  );
}
