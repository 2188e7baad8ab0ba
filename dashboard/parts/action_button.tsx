import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { connection } from "../wire/connection.ts";
import type { Answer } from "../wire/problem.ts";
import { toastProblem } from "./toasts.tsx";
import { confirmDanger, type Danger } from "./confirm.tsx";

/** A button that asks the control host for something. */
export interface ActionButtonProps {
  /** Given a key of its own for every press, so that a retry of the network causes nothing twice. */
  readonly run: (idempotencyKey: string) => Promise<Answer<unknown>>;
  readonly children: ComponentChildren;
  /** Asked before; the role and right are the page's and the control host's matter. */
  readonly danger?: Danger;
  readonly onDone?: () => void;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  /** Why it cannot be pressed, or what it does. */
  readonly title?: string;
}

/** Cannot be pressed while an earlier press is under way or the control host is away; a refusal is said. */
export function ActionButton(props: ActionButtonProps) {
  const busy = useSignal(false);
  const away = connection.value.state !== "live";
  const press = async () => {
    if (busy.peek()) return;
    if (props.danger && !await confirmDanger(props.danger)) return;
    busy.value = true;
    const answer = await props.run(crypto.randomUUID?.() ?? randomKey());
    busy.value = false;
    if (answer.ok) props.onDone?.();
    else toastProblem(answer.problem);
  };
  return (
    <button
      type="button"
      class={props.danger ? "danger" : props.primary ? "primary" : undefined}
      disabled={away || props.disabled}
      // A button that is disabled loses the focus, and whoever goes by keyboard the place.
      aria-disabled={busy.value}
      aria-busy={busy.value}
      title={props.title}
      onClick={() => void press()}
    >
      {props.children}
    </button>
  );
}

/** On plain http from another machine a browser gives no UUIDs. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
