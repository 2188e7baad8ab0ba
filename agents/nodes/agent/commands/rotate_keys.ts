import { rotateKeys } from "../keys/rotate.ts";
import { commandOf, NO_PARAMS } from "./command.ts";

/** Makes new session keys in a node. Answers the guide's object, and sends `key_update`. Source: node guide, 3.2. */
export const ROTATE_KEYS = commandOf({
  params: NO_PARAMS,
  cancellable: false,
  async run(_params, { tools: { rpc, keyMemory, clock }, container }) {
    const { sessionKey, verified } = await rotateKeys(rpc, keyMemory, container);
    return {
      result: {
        status: "success",
        message: "새 세션 키 생성 및 서버 전송 완료",
        session_key: sessionKey,
        container,
        verified,
      },
      after: [{
        type: "key_update",
        data: {
          container,
          session_key: sessionKey,
          timestamp: clock.now(),
          action: "rotate_keys",
        },
      }],
    };
  },
});
