import { commandOf, NO_PARAMS } from "./command.ts";

/** A node closes its database before it ends; the engine's own 10 s are short for that. */
export const STOP_GRACE_MS = 30_000;

/** Stops a container. The sentence is the fielded builds'. */
export const STOP = commandOf({
  params: NO_PARAMS,
  takesAll: true,
  async run(_params, { tools, container, signal }) {
    const changed = await tools.engine.stop(container, { signal, graceMs: STOP_GRACE_MS });
    return { result: `${container} 중지됨${changed ? "" : " (실행 중이 아니었음)"}` };
  },
});
