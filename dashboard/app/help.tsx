import { Dialog } from "../parts/dialog.tsx";
import { keyWords } from "../words/keys.ts";
import { overlay } from "./keyboard.ts";

/** What the keys do. */
export function Help() {
  const words = keyWords();
  return (
    <Dialog title={words.title} onClose={() => overlay.value = undefined}>
      <dl class="facts">
        {words.keys.map(([key, meaning]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
    </Dialog>
  );
}
