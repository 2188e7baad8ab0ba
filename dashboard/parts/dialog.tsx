import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { commonWords } from "../words/shell.ts";
import { Icon } from "./icon.tsx";

/** What a dialog shows, and who hears that it was left. */
export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** For what needs room, such as an editor. */
  readonly wide?: boolean;
}

/**
 * A question in front of the page. The browser keeps the focus in it, and Esc leaves it. Whoever closes hears it at
 * once: the browser's own `close` comes so late that it would close what the next key has opened meanwhile.
 */
export function Dialog({ title, onClose, children, wide }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => giveBack(before);
  }, []);
  return (
    <dialog
      ref={element}
      class={wide ? "dialog wide" : "dialog"}
      aria-label={title}
      onCancel={cancel}
    >
      <header>
        <h2>{title}</h2>
        <button
          type="button"
          class="plain"
          aria-label={commonWords().close}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}

/** The browser gives the focus back when a dialog is closed, but not when it is taken out of the page. */
function giveBack(before: Element | null): void {
  queueMicrotask(() => {
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
  });
}
