import assert from "node:assert/strict";
import { encodeNodeWord } from "../../../protocols/mserver/encoder.ts";
import type { NodeWord } from "../../../protocols/mserver/words.ts";

const NOW = 1_751_600_001_210;

function encoded(word: NodeWord): unknown {
  return JSON.parse(encodeNodeWord(word, NOW));
}

Deno.test("encodeNodeWord() spells the first frame so that a strict client goes on", () => {
  assert.deepEqual(encoded({ type: "registered", serverId: "4F1A09C27B3E", message: "welcome" }), {
    type: "register_ack",
    status: "success",
    serverId: "4F1A09C27B3E",
    message: "welcome",
    timestamp: NOW,
  });
});

Deno.test("encodeNodeWord() gives a sequence back in both places where builds look for it", () => {
  for (
    const [type, name] of [["statsReceived", "stats_ack"], [
      "summaryReceived",
      "summary_ack",
    ]] as const
  ) {
    assert.deepEqual(encoded({ type, sequence: 61 }), {
      type: name,
      status: "success",
      sequence: 61,
      data: { sequence: 61 },
      timestamp: NOW,
    });
    assert.deepEqual(encoded({ type, sequence: null }), {
      type: name,
      status: "success",
      timestamp: NOW,
    });
  }
});

Deno.test("encodeNodeWord() sends a command with id, target and an object of params, the id as it was given", () => {
  const word = {
    type: "runCommand",
    commandId: "cmd_1751600070000_4711",
    command: "logs",
    target: "3node0",
    params: {},
  } as const;
  assert.deepEqual(encoded(word), {
    type: "command",
    data: {
      id: "cmd_1751600070000_4711",
      command: "logs",
      target: "3node0",
      params: {},
      timestamp: NOW,
    },
    timestamp: NOW,
  });
});

Deno.test("encodeNodeWord() acknowledges as the guides do, and escapes what it quotes", () => {
  assert.deepEqual(encoded({ type: "commandReceived", commandId: 'a"b' }), {
    type: "command_ack",
    status: "success",
    command_id: 'a"b',
    id: 'a"b',
    timestamp: NOW,
  });
  assert.deepEqual(encoded({ type: "keyStored", container: "3node0" }), {
    type: "key_update_ack",
    status: "success",
    container: "3node0",
    message: "세션 키 업데이트 완료",
    timestamp: NOW,
  });
  assert.deepEqual(encoded({ type: "backupStored", container: "3node0" }), {
    type: "backup_complete_ack",
    status: "success",
    container: "3node0",
    message: "키 백업 기록 완료",
    timestamp: NOW,
  });
  assert.deepEqual(encoded({ type: "heartbeatReceived" }), {
    type: "heartbeat_ack",
    timestamp: NOW,
  });
  assert.deepEqual(encoded({ type: "pongReturned" }), { type: "pong", timestamp: NOW });
  assert.deepEqual(encoded({ type: "refused", message: "m", detail: "d" }), {
    type: "error",
    message: "m",
    detail: "d",
    timestamp: NOW,
  });
});
