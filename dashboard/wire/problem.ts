import type { Problem } from "../../protocols/api/problem.ts";

/**
 * Why a request came to nothing: the control host's own words, or `unreachable` where it said none, or `garbled` where
 * nobody understands them. Never thrown; whoever asks gets it in an {@link Answer}.
 */
export interface RequestProblem {
  /** A code of the API, or one of ours: `aborted` by ourselves, `garbled` for what is no problem document and no value. */
  readonly code: Problem["code"] | "unreachable" | "aborted" | "garbled";
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** A sentence for people, in the control host's language; empty for codes of ours. */
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

/** Reads an answer that is no success; one that is no problem document, as of a proxy, is named by its status. */
export async function readProblem(response: Response): Promise<RequestProblem> {
  const told: unknown = await response.json().catch(() => undefined);
  const { status } = response;
  if (!isProblem(told)) return garbled(status);
  const { code, detail, field, changed } = told;
  return {
    code,
    status,
    detail: detail || `HTTP ${status}`,
    ...(field === undefined ? {} : { field }),
    ...(changed === undefined ? {} : { changed }),
  };
}

/** For an answer that is not as the API's answers are. */
export function garbled(status: number): RequestProblem {
  return { code: "garbled", status, detail: "" };
}

function isProblem(told: unknown): told is Problem {
  return typeof told === "object" && told !== null && "code" in told &&
    "detail" in told && typeof told.detail === "string";
}
