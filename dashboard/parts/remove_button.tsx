import { goTo } from "../app/router.ts";
import { callApi } from "../wire/api.ts";
import type { Query } from "../wire/root.ts";
import { ActionButton } from "./action_button.tsx";

/** Removes or forgets something for good, once its name was typed; goes to its list afterwards. */
export function RemoveButton(
  { path, query, name, title, text, action, back }: {
    /** Of the API. */
    readonly path: string;
    readonly query?: Query;
    readonly name: string;
    readonly title: string;
    readonly text: string;
    /** The word on the button. */
    readonly action: string;
    /** Where its list is. */
    readonly back: string;
  },
) {
  return (
    <p>
      <ActionButton
        danger={{ title, text, typed: name, action }}
        run={() => callApi(path, { method: "DELETE", ...(query ? { query } : {}) })}
        onDone={() => goTo([back])}
      >
        {action}
      </ActionButton>
    </p>
  );
}
