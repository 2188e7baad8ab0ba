import { useEffect, useRef, useState } from "preact/hooks";
import type { Event } from "../../protocols/api/event.ts";
import { connection, onEvent } from "./connection.ts";
import type { Answer, RequestProblem } from "./problem.ts";

/** Something that a page reads for itself. While it is read again, the old value stays. */
export interface Resource<T> {
  readonly value: T | undefined;
  readonly etag: string | null;
  readonly problem: RequestProblem | undefined;
  readonly loading: boolean;
  reload(): void;
}

/** How a page keeps what it reads up to date. */
export interface ResourceOptions {
  /** Read again after an event for which this is true; at most twice a second. */
  readonly changedBy?: (event: Event) => boolean;
  /** Read again whenever this changes, such as a count of minutes; what is shown stays meanwhile. */
  readonly turn?: number;
}

/** Events come in crowds; reading after each would be a load of its own. */
const SETTLE_MS = 500;

/**
 * Reads with `load` at first, whenever `key` changes, when an event says that it changed, and when the connection came
 * back. An answer to an earlier key is dropped.
 */
export function useResource<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<Answer<T>>,
  { changedBy, turn = 0 }: ResourceOptions = {},
): Resource<T> {
  const [again, setAgain] = useState(0);
  const [state, setState] = useState<State<T>>({ key, loading: true });
  const latest = useRef({ load, changedBy });
  latest.current = { load, changedBy };
  const reload = () => setAgain((nth) => nth + 1);
  useEffect(() => {
    const leaving = new AbortController();
    setState((old) => old.key === key ? { ...old, loading: true } : { key, loading: true });
    void latest.current.load(leaving.signal).then((answer) => {
      if (!leaving.signal.aborted) setState((old) => settled(key, old, answer));
    });
    return () => leaving.abort();
  }, [key, turn, again]);
  useEffect(() => follow((event) => latest.current.changedBy?.(event) ?? false, reload), []);
  const { value, etag = null, problem, loading } = state.key === key ? state : BLANK;
  return { value: value as T | undefined, etag, problem, loading, reload };
}

interface State<T> {
  readonly key: string;
  readonly loading: boolean;
  readonly value?: T | undefined;
  readonly etag?: string | null;
  readonly problem?: RequestProblem | undefined;
}

const BLANK: State<never> = { key: "", loading: true };

function settled<T>(key: string, old: State<T>, answer: Answer<T>): State<T> {
  if (answer.ok) return { key, loading: false, value: answer.value, etag: answer.etag };
  return { ...old, loading: false, problem: answer.problem };
}

function follow(matters: (event: Event) => boolean, reload: () => void): () => void {
  let settling: ReturnType<typeof setTimeout> | undefined;
  const soon = () => settling ??= setTimeout(() => (settling = undefined, reload()), SETTLE_MS);
  const forget = onEvent((event) => matters(event) && soon());
  let wasLost = false;
  const unsubscribe = connection.subscribe(({ state }) => {
    if (state === "live" && wasLost) reload();
    wasLost = state === "lost";
  });
  return () => {
    forget();
    unsubscribe();
    clearTimeout(settling);
  };
}
