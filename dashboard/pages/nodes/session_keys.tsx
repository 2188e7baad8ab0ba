import { useSignal } from "@preact/signals";
import type { Container } from "../../../protocols/api/container.ts";
import type { SessionKey } from "../../../protocols/api/session_key.ts";
import type { Tone } from "../../look/tones.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { copyText } from "../../parts/clipboard.ts";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Moment } from "../../parts/time.tsx";
import { toast } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { hasRight, mayAs } from "../../wire/session.ts";
import { nodeWords } from "../../words/nodes.ts";
import { commonWords } from "../../words/shell.ts";
import { sentence } from "../../words/sentence.ts";

/** Keys that are listed; older ones are history, not keys. */
const MOST = 50;

/** The session keys of a container, newest first: masked, and whether the container was found to hold them. */
export function SessionKeys({ container: { serverId, name } }: { readonly container: Container }) {
  const words = nodeWords().keys;
  const query = { serverId, container: name, limit: MOST };
  const resource = useResource(
    `${serverId} ${name}`,
    (signal) =>
      callApi<{ readonly items: readonly SessionKey[] }>("session-keys/history", { query, signal }),
    {
      changedBy: (event) => event.type === "sessionKey.changed" && event.data.serverId === serverId,
    },
  );
  const keys = resource.value?.items;
  return (
    <section class="panel">
      <p class="quiet">{words.rotateHint}</p>
      <ResourceNote of={resource} />
      {keys?.length === 0 && <p class="quiet">{words.none}</p>}
      <ol class="timeline">
        {keys?.map((key, nth) => <KeyRow key={key.keyId} sessionKey={key} newest={nth === 0} />)}
      </ol>
    </section>
  );
}

/** How a key was found: held, not held, or nobody has looked. */
function verdictOf({ verification }: SessionKey): { readonly tone: Tone; readonly word: string } {
  const { verified, refuted, unverified } = nodeWords().keys;
  if (verification === null) return { tone: "unknown", word: unverified };
  return verification.verified ? { tone: "ok", word: verified } : { tone: "bad", word: refuted };
}

function KeyRow(
  { sessionKey, newest }: { readonly sessionKey: SessionKey; readonly newest: boolean },
) {
  const words = nodeWords().keys;
  const { masked, source, at, verification } = sessionKey;
  return (
    <li data-key={sessionKey.keyId} data-verified={verification?.verified ?? "unknown"}>
      <Moment at={at} />
      <code>{masked}</code>
      <StateBadge {...verdictOf(sessionKey)} reason={sentence(verification?.detail ?? "")} />
      <span class="quiet">{words.sources[source]}</span>
      {newest && <strong>{words.newest}</strong>}
      {mayAs("operate") && hasRight("keys") && <Reveal sessionKey={sessionKey} />}
    </li>
  );
}

/** Asked for each time, and written down by the control host. It stays in sight until the tab is left. */
function Reveal({ sessionKey: { keyId, masked } }: { readonly sessionKey: SessionKey }) {
  const words = nodeWords().keys;
  const shown = useSignal("");
  const reveal = async () => {
    const path = `session-keys/${pathOf(keyId)}/reveal`;
    const answer = await callApi<{ readonly sessionKey: string }>(path, { method: "POST" });
    if (!answer.ok) return answer;
    shown.value = answer.value.sessionKey;
    const done = await copyText(shown.value);
    const { copied, notCopied } = commonWords();
    toast(done ? "ok" : "stale", done ? copied : notCopied);
    return answer;
  };
  if (shown.value !== "") return <code class="revealed" tabIndex={0}>{shown}</code>;
  return (
    <ActionButton
      danger={{ title: masked, text: words.revealText, action: words.reveal }}
      run={reveal}
    >
      {words.reveal}
    </ActionButton>
  );
}
