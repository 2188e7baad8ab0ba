import type { Problem } from "../../protocols/api/problem.ts";

/**
 * Why a request came to nothing: the control host's own words, or `unreachable` where it said none. Never thrown;
 * whoever asks gets it in an {@link Answer}.
 */
export interface RequestProblem {
  /** A code of the API, or `unreachable`, or `aborted` by ourselves. */
  readonly code: Problem["code"] | "unreachable" | "aborted";
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** A sentence for people, in the control host's language; empty for `unreachable`. */
  readonly detail: string;
  /** The field at fault, where one is. */
  readonly field?: string;
  /** What is there now, and who changed it when: where somebody else was quicker. */
  readonly changed?: { readonly version: number; readonly at: string; readonly by: string };
}

/** What became of a request. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly etag: string | null }
  | { readonly ok: false; readonly problem: RequestProblem };

/** Reads an answer that is no success; one that is no problem document is named by its status. */
export async function readProblem(response: Response): Promise<RequestProblem> {
  const told: unknown = await response.json().catch(() => undefined);
  const { code, detail, field, changed } = isProblem(told) ? told : UNTOLD;
  return {
    code,
    status: response.status,
    detail: detail || `HTTP ${response.status}`,
    ...(field === undefined ? {} : { field }),
    ...(changed === undefined ? {} : { changed }),
  };
}

const UNTOLD: Pick<Problem, "code" | "detail" | "field" | "changed"> = {
  code: "internal",
  detail: "",
};

function isProblem(told: unknown): told is Problem {
  return typeof told === "object" && told !== null && "code" in told && "detail" in told;
}
