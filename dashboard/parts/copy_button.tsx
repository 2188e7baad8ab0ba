import { commonWords } from "../words/shell.ts";
import { copyText } from "./clipboard.ts";
import { Icon } from "./icon.tsx";
import { toast } from "./toasts.tsx";

/** Puts a text on the clipboard, and says whether it is there. */
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
