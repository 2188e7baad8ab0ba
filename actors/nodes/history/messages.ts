import type { Question } from "../../kernel/mod.ts";
import type { SpansPlan } from "./reading.ts";
import type { SpanRecord } from "./span_record.ts";
import type { Resolution } from "./store.ts";

/** Which part of a container's history; answered with how to read it. */
export interface ReadSpans extends Question<SpansPlan> {
  readonly type: "readSpans";
  readonly containerId: number;
  readonly resolution: Resolution;
  /** Spans `first` to `last`, both of them. */
  readonly first: number;
  readonly last: number;
  /** The minute in hand, which only the container's actor knows. */
  readonly open: SpanRecord | undefined;
}

/** To the actor that keeps the history of all containers. */
export type HistoryMessage =
  | { readonly type: "minuteEnded"; readonly containerId: number; readonly record: SpanRecord }
  /** Nothing comes from this container any more; what is too old goes all the same. */
  | { readonly type: "containerQuiet"; readonly containerId: number }
  | { readonly type: "containerGone"; readonly containerId: number }
  | ReadSpans
  | { readonly type: "flushDue" }
  | { readonly type: "sweepDue" }
  | { readonly type: "flushed" }
  | { readonly type: "flushFailed"; readonly cause: unknown };
