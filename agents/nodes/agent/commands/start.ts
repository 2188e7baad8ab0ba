import { commandOf, NO_PARAMS } from "./command.ts";

/** Starts a container. The sentence is the fielded builds'. */
export const START = commandOf({
  params: NO_PARAMS,
  takesAll: true,
  async run(_params, { tools, container, signal }) {
    const changed = await tools.engine.start(container, { signal });
    return { result: `${container} 시작됨${changed ? "" : " (이미 실행 중)"}` };
  },
});
