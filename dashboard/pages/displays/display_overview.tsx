import type { Display } from "../../../protocols/api/display.ts";
import { LivenessFacts } from "../../members/liveness_facts.tsx";
import { Moment } from "../../parts/time.tsx";
import { displayWords } from "../../words/displays.ts";
import { duration } from "../../words/times.ts";
import { PresetName } from "./displays_page.tsx";

/** What is known of a display: what it runs, where it is, and why it counts as there. */
export function DisplayOverview({ display }: { readonly display: Display }) {
  const { facts } = displayWords();
  const { connected, processes, currentPresetId, uptimeS, syncStatus } = display;
  return (
    <div class="panels">
      <section class="panel">
        <dl class="facts">
          <dt>{facts.preset}</dt>
          <dd>
            <PresetName id={currentPresetId} />
          </dd>
          <dt>{facts.processes}</dt>
          <dd dir="auto">{processes.length === 0 ? facts.nothing : processes.join(", ")}</dd>
          {connected && uptimeS !== null && (
            <>
              <dt>{facts.uptime}</dt>
              <dd>{duration(uptimeS * 1_000)}</dd>
            </>
          )}
          {syncStatus !== null && (
            <>
              <dt>{facts.sync}</dt>
              <dd dir="auto">{syncStatus}</dd>
            </>
          )}
          <LivenessFacts of={display} />
        </dl>
      </section>
      <Identity display={display} />
    </div>
  );
}

function Identity({ display }: { readonly display: Display }) {
  const { facts } = displayWords();
  const { peerAddress, claimedAddress, clientType, version, aliases, contenders } = display;
  const client = [clientType, version].filter((part) => part !== null).join(" ");
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{facts.peer}</dt>
        <dd>{peerAddress ?? "—"}</dd>
        <dt>{facts.claimed}</dt>
        <dd dir="auto">{claimedAddress ?? "—"}</dd>
        <dt>{facts.mac}</dt>
        <dd>
          {display.macAddress === null ? "—" : <span class="mono">{display.macAddress}</span>}
        </dd>
        <dt>{facts.client}</dt>
        <dd dir="auto">{client || "—"}</dd>
        <dt>{facts.capabilities}</dt>
        <dd dir="auto">{display.capabilities.join(", ") || "—"}</dd>
        {aliases.length > 1 && (
          <>
            <dt>{facts.aliases}</dt>
            <dd dir="auto">{aliases.join(", ")}</dd>
          </>
        )}
        {contenders.length > 0 && (
          <>
            <dt>{facts.contenders}</dt>
            <dd class="problem" dir="auto">{contenders.join(", ")}</dd>
          </>
        )}
        <dt>{facts.known}</dt>
        <dd>
          <Moment at={display.createdAt} />
        </dd>
      </dl>
    </section>
  );
}
