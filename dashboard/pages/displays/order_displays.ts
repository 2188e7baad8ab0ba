import type { Command } from "../../../protocols/api/command.ts";
import type { Display } from "../../../protocols/api/display.ts";
import type { DisplayOrder } from "../../../protocols/api/order.ts";
import { followJob } from "../../jobs/jobs.ts";
import { toastProblem } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import type { Answer, RequestProblem } from "../../wire/problem.ts";
import { memberPathOf } from "../../wire/root.ts";

/** An order without what has a default. */
type ShortOrder =
  | { readonly action: "check" | "stop" | "wake" }
  | { readonly action: "power"; readonly what: "restart" | "shutdown" }
  | { readonly action: "execute"; readonly command: string };

/** Sends an order to each, and follows what becomes of it; ends with the first refusal, if all were refused. */
export async function orderDisplays(
  title: string,
  displays: readonly Display[],
  order: ShortOrder,
  idempotencyKey: string,
): Promise<Answer<readonly Command[]>> {
  const accepted: Command[] = [];
  let refused: RequestProblem | undefined;
  for (const { id } of displays) {
    const answer = await callApi<Command>(`displays/${memberPathOf(id)}/commands`, {
      method: "POST",
      body: order satisfies Partial<DisplayOrder>,
      idempotencyKey: `${idempotencyKey}-${id}`,
    });
    if (answer.ok) accepted.push(answer.value);
    else refused ??= answer.problem;
  }
  followJob(title, accepted);
  if (refused && accepted.length === 0) return { ok: false, problem: refused };
  if (refused) toastProblem(refused);
  return { ok: true, value: accepted, etag: null };
}
