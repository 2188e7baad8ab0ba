import { useSignal } from "@preact/signals";
import { copyText } from "../parts/clipboard.ts";
import { Icon } from "../parts/icon.tsx";
import { docsWords } from "../words/docs.ts";

/** A line for a shell, with a button that copies it. */
export function CopyLine({ text }: { readonly text: string }) {
  const words = docsWords();
  const said = useSignal("");
  const copy = async () => {
    said.value = await copyText(text) ? words.copied : words.notCopied;
  };
  return (
    <div class="copy-line">
      <pre tabIndex={0}>{text}</pre>
      <button type="button" onClick={() => void copy()}>
        <Icon name="copy" /> {words.copy}
      </button>
      <span role="status">{said.value}</span>
    </div>
  );
}
