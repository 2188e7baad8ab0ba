import assert from "node:assert/strict";
import { ReceivedLog } from "../../../agents/displays/received_log.ts";

Deno.test("ReceivedLog.add() keeps the newest and counts every command when the limit is passed", () => {
  const log = new ReceivedLog(2);
  const execute = { event: "execute_command", payload: { executionId: "exe_1" }, at: 0 };
  for (let i = 0; i < 3; i++) log.add(execute);
  log.add({ event: "stop_command", payload: { presetId: 4 }, at: 1 });
  log.add({ event: "heartbeat_response", payload: {}, at: 2 });
  assert.deepEqual(log.events.map(({ at }) => at), [1, 2]);
  assert.deepEqual([...log.commandCounts], [["execute_command exe_1", 3], [
    "stop_command preset 4",
    1,
  ]]);
});
