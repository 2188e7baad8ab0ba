import type {
  AlertChannel,
  AlertChannelTest,
  AlertDelivery,
} from "../../../protocols/api/alert_channel.ts";
import type { Tone } from "../../look/tones.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { Said } from "../../parts/said.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Ago, Moment } from "../../parts/time.tsx";
import { toast } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { alertWords } from "../../words/alerts.ts";
import { language } from "../../words/language.ts";
import { sentence } from "../../words/sentence.ts";

const CHANNEL_TONES: Record<AlertChannel["state"], Tone> = {
  idle: "ok",
  sending: "busy",
  limited: "stale",
  retrying: "bad",
};
const DELIVERY_TONES: Record<AlertDelivery["state"], Tone> = {
  waiting: "busy",
  delivered: "ok",
  failed: "bad",
  expired: "bad",
  folded: "unknown",
  dropped: "bad",
  withdrawn: "unknown",
};
const DELIVERIES = 100;

/** The ways by which people are told, each with a test, and what was told. */
export function Channels() {
  const words = alertWords().channels;
  const resource = useResource(
    "channels",
    (signal) => callApi<{ readonly items: readonly AlertChannel[] }>("alert-channels", { signal }),
    { changedBy: ({ type }) => type === "alert.changed" },
  );
  return (
    <>
      <ResourceNote of={resource} />
      {resource.value?.items.length === 0 && <p>{words.none}</p>}
      <p class="quiet">{words.hint}</p>
      <div class="panels">
        {resource.value?.items.map((channel) => (
          <Channel key={channel.name} channel={channel} tested={resource.reload} />
        ))}
      </div>
      <h2 class="section-title">{words.deliveries}</h2>
      <Deliveries />
    </>
  );
}

function Channel(
  { channel, tested }: { readonly channel: AlertChannel; readonly tested: () => void },
) {
  const { channels: words, severityFrom } = alertWords();
  const { name, kind, to, state, waiting, lastDeliveredAt, lastFailure, minSeverity } = channel;
  const test = async () => {
    const path = `alert-channels/${pathOf(name)}/test`;
    const answer = await callApi<AlertChannelTest>(path, { method: "POST", body: {} });
    if (!answer.ok) return answer;
    const { delivered, detail } = answer.value;
    toast(
      delivered ? "ok" : "bad",
      delivered ? words.tested(name) : words.refused(name, sentence(detail)),
    );
    return answer;
  };
  return (
    <section class="panel" data-channel={name}>
      <h2>
        <span dir="auto">{name}</span>{" "}
        <StateBadge
          tone={CHANNEL_TONES[state]}
          word={words.states[state]}
          reason={sentence(lastFailure?.reason ?? "")}
        />
      </h2>
      <dl class="facts">
        <dt>{words.kinds[kind]}</dt>
        <dd dir="auto">{to}</dd>
        <dt>{words.from}</dt>
        <dd>{severityFrom[minSeverity]}</dd>
        <dt>{words.last}</dt>
        <dd>
          <Ago at={lastDeliveredAt} />
        </dd>
      </dl>
      {lastFailure && (
        <p class="problem">
          <Said>{lastFailure.reason}</Said> <Ago at={lastFailure.at} />
        </p>
      )}
      {waiting > 0 && <p class="quiet">{words.waiting(waiting)}</p>}
      {mayAs("admin") && <ActionButton run={test} onDone={tested}>{words.test}</ActionButton>}
    </section>
  );
}

function Deliveries() {
  const words = alertWords().channels;
  const query = { limit: DELIVERIES };
  const resource = useResource(
    "deliveries",
    (signal) =>
      callApi<{ readonly items: readonly AlertDelivery[] }>("alert-deliveries", { query, signal }),
    { changedBy: ({ type }) => type === "alert.changed" },
  );
  return (
    <>
      <ResourceNote of={resource} />
      {resource.value?.items.length === 0 && <p class="quiet">{words.noDeliveries}</p>}
      <ol class="timeline">
        {resource.value?.items.map((delivery) => <Delivery key={delivery.id} of={delivery} />)}
      </ol>
    </>
  );
}

/** What was told to whom; why it did not arrive stands below it, not behind the pointer alone. */
function Delivery(
  { of: { channel, queuedAt, state, text, detail } }: { readonly of: AlertDelivery },
) {
  const words = alertWords().channels;
  const isTrouble = DELIVERY_TONES[state] === "bad" && detail !== "";
  return (
    <li class="delivery" data-delivery={state}>
      <Moment at={queuedAt} />
      <StateBadge
        tone={DELIVERY_TONES[state]}
        word={words.deliveryStates[state]}
        reason={state === "folded" ? "" : sentence(detail)}
      />
      <strong dir="auto">{channel}</strong>
      <span dir="auto">{text[language.value]}</span>
      {isTrouble && (
        <span class="problem">
          <Said>{detail}</Said>
        </span>
      )}
    </li>
  );
}
