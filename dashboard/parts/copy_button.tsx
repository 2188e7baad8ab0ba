import { commonWords } from "../words/shell.ts";
import { Icon } from "./icon.tsx";
import { toast } from "./toasts.tsx";

/** Puts a text on the clipboard. Where a browser has none (plain http), an old way is taken. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const copy = async () => {
    const { copied, notCopied } = commonWords();
    const done = await copyText(text);
    toast(done ? "ok" : "bad", done ? copied : notCopied);
  };
  return (
    <button
      type="button"
      class="plain"
      aria-label={label}
      title={label}
      onClick={() => void copy()}
    >
      <Icon name="copy" />
    </button>
  );
}

/** True when the clipboard has it. */
export async function copyText(text: string): Promise<boolean> {
  if (isSecureContext && navigator.clipboard) {
    return await navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "offscreen";
  // Within an open dialog only what is in it may have the focus.
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
