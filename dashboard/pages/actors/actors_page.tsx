import { useEffect } from "preact/hooks";
import type { ActorReport } from "../../../protocols/api/actor.ts";
import type { Tone } from "../../look/tones.ts";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Ago } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { count } from "../../words/amounts.ts";
import { actorWords } from "../../words/actors.ts";

/** Between two looks at the tree. */
const REFRESH_MS = 2_000;
/** Children of one supervisor that are shown; a pool may have thousands, which differ little. */
const MOST_CHILDREN = 50;

const TONE: Record<ActorReport["state"], Tone> = {
  starting: "busy",
  running: "ok",
  restarting: "stale",
  passive: "unknown",
  coolingDown: "bad",
  stopping: "busy",
  stopped: "unknown",
};

/** The supervision tree as it is now: depths, restarts and last errors. */
export function ActorsPage() {
  const words = actorWords();
  const resource = useResource("actors", (signal) => callApi<ActorReport>("actors", { signal }));
  const { value: root, reload } = resource;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <PageHead title={words.title} />
      <p class="quiet">{words.intro}</p>
      <div class="toolbar">
        <SearchBox label={words.search} />
      </div>
      <ResourceNote of={resource} />
      {root && (
        <div class="table actor-table" role="treegrid" aria-label={words.title} tabIndex={0}>
          <Head />
          <Branch actor={root} level={1} />
        </div>
      )}
    </>
  );
}

function Head() {
  const words = actorWords();
  const heads = [words.actor, words.state, words.mailbox];
  const figures = [words.handled, words.crashed, words.restarts];
  return (
    <div class="row head" role="row">
      {heads.map((head) => <span key={head} role="columnheader">{head}</span>)}
      {figures.map((head) => <span key={head} role="columnheader" class="figure">{head}</span>)}
      <span role="columnheader">{words.lastError}</span>
    </div>
  );
}

/** True when it or any below it is looked for. */
function isFound(actor: ActorReport): boolean {
  return matchesSearch(actor.path, actor.kind, actor.key) || actor.children.some(isFound);
}

/** What went wrong stands first, so that a large pool does not hide it. */
function inOrder(actors: readonly ActorReport[]): readonly ActorReport[] {
  const trouble = ({ crashed, state }: ActorReport) => crashed > 0 || state === "coolingDown";
  return [...actors].sort((a, b) => Number(trouble(b)) - Number(trouble(a)));
}

function Branch({ actor, level }: { readonly actor: ActorReport; readonly level: number }) {
  if (!isFound(actor)) return null;
  const children = inOrder(actor.children.filter(isFound));
  const hidden = children.length - MOST_CHILDREN;
  return (
    <>
      <Row actor={actor} level={level} />
      {children.slice(0, MOST_CHILDREN).map((child) => (
        <Branch key={child.path} actor={child} level={level + 1} />
      ))}
      {hidden > 0 && (
        <div class="row" role="row" aria-level={level + 1}>
          <span role="gridcell" class="quiet" style={{ paddingLeft: `${level * 1.3}rem` }}>
            {actorWords().more(hidden)}
          </span>
        </div>
      )}
    </>
  );
}

function Row({ actor, level }: { readonly actor: ActorReport; readonly level: number }) {
  const { kind, key, state, mailboxDepth, mailboxCapacity, lastError } = actor;
  return (
    <div class="row" role="row" aria-level={level} data-actor={actor.path}>
      <span
        role="gridcell"
        title={actor.path}
        style={{ paddingLeft: `${(level - 1) * 1.3}rem` }}
        dir="auto"
      >
        {kind} {key !== kind && <span class="quiet">{key}</span>}
      </span>
      <span role="gridcell">
        <StateBadge tone={TONE[state]} word={actorWords().states[state]} />
      </span>
      <span role="gridcell" title={`${mailboxDepth} / ${mailboxCapacity}`}>
        <meter
          min={0}
          max={Math.max(1, mailboxCapacity)}
          high={mailboxCapacity * 0.8}
          value={mailboxDepth}
          aria-label={`${mailboxDepth} / ${mailboxCapacity}`}
        />{" "}
        {mailboxDepth}
      </span>
      <span role="gridcell" class="figure">{count(actor.handled)}</span>
      <span role="gridcell" class="figure">{count(actor.crashed)}</span>
      <span role="gridcell" class="figure">{count(actor.restarts)}</span>
      <span role="gridcell" class="problem" dir="auto" title={lastError?.message}>
        {lastError && (
          <>
            {lastError.message} <Ago at={lastError.at} />
          </>
        )}
      </span>
    </div>
  );
}
