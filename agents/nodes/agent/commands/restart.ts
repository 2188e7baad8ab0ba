import { commandOf, NO_PARAMS } from "./command.ts";

/** Starts a container anew. The sentence is the fielded builds'. */
export const RESTART = commandOf({
  params: NO_PARAMS,
  async run(_params, { tools, container, signal }) {
    await tools.engine.restart(container, { signal });
    return { result: `${container} 재시작됨` };
  },
});
