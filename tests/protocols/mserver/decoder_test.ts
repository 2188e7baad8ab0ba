import assert from "node:assert/strict";
import { decodeNodeFrame, MAX_FRAME_BYTES } from "../../../protocols/mserver/decoder.ts";
import type { NodeEvent } from "../../../protocols/mserver/events.ts";
import { AT, KEY, M10_STATS, m11Container, m11Stats, SUMMARY_EXTRAS } from "./frames.ts";

function decode(frame: unknown): NodeEvent {
  return decodeNodeFrame(JSON.stringify(frame));
}

/** The event of a frame, which must be of this type. */
function decodeAs<T extends NodeEvent["type"]>(type: T, frame: unknown) {
  const event = decode(frame);
  assert.equal(event.type, type, JSON.stringify(event));
  return event as Extract<NodeEvent, { readonly type: T }>;
}

function violationOf(text: string): string {
  const event = decodeNodeFrame(text);
  return event.type === "violation" ? `${event.code}: ${event.detail}` : event.type;
}

Deno.test("decodeNodeFrame() reads a registration under either spelling of the server id", () => {
  const expected = { type: "registered", serverId: "4F1A09C27B3E", version: "1.1.0", at: AT };
  const frame = { type: "register", version: "1.1.0", timestamp: AT };
  assert.deepEqual(decode({ ...frame, serverId: "4F1A09C27B3E" }), expected);
  assert.deepEqual(decode({ ...frame, server_id: "4F1A09C27B3E" }), expected);
});

Deno.test("decodeNodeFrame() takes server ids that people use, and none that is a path or a picture", () => {
  const good = [
    "",
    "4F1A09C27B3E",
    "MAC-0a1b2c3d4e5f",
    "DEFAULT-1751600000",
    "client123",
    "서버 01호",
    "a".repeat(64),
  ];
  for (const serverId of good) {
    assert.equal(decodeAs("registered", { type: "register", serverId }).serverId, serverId);
  }
  const bad = [
    "../../etc/passwd",
    "..",
    ".",
    "a/b",
    "a\\b",
    "😀",
    " a",
    "a ",
    "a\nb",
    "a\0",
    "a".repeat(65),
    "\ud800",
    7,
    {},
  ];
  for (const serverId of bad) {
    const event = decodeAs("violation", { type: "register", serverId });
    assert.equal(event.code, "badField");
    assert.match(event.detail, /^serverId must/);
  }
});

Deno.test("decodeNodeFrame() reads every field of stats when build 1.1.0 sends them", () => {
  const event = decodeAs("statsReported", m11Stats(["3node0"], 61));
  assert.deepEqual(event, {
    type: "statsReported",
    at: AT,
    sequence: 61,
    intervalMs: 1_000,
    system: {
      hostName: "rack-mac-02",
      cpuModel: "Mac14,3 (Apple M2)",
      cpuPercent: 23.4,
      cpuCores: 8,
      memoryTotalBytes: 16_777_216_000,
      memoryUsedBytes: 9_123_456_000,
      memoryPercent: 54.4,
      swapTotalBytes: 0,
      swapUsedBytes: 0,
      diskTotalBytes: 994_662_584_320,
      diskUsedBytes: 512_000_000_000,
      diskPercent: 51.47,
      uptimeSeconds: 86_400,
      dockerAvailable: true,
    },
    containers: [{
      id: "9f2c31ab77de",
      name: "3node0",
      status: "running",
      cpuPercent: 141.2,
      cpuCores: 8,
      memoryUsedBytes: 3_221_225_472,
      memoryLimitBytes: 16_777_216_000,
      memoryPercent: 19.2,
      networkReceivedBytes: 1_288_490_188,
      networkSentBytes: 987_654_321,
      diskReadBytes: 40_960,
      diskWrittenBytes: 8_192_000,
      nickname: "alpha",
      nodeType: "creditcoin3",
      imageName: "creditcoin3:3.61.0",
      dataBytes: 214_748_364_800,
      syncState: "synced",
      currentBlock: 4_100_200,
      finalizedBlock: 4_100_197,
      targetBlock: 4_100_200,
      peers: 38,
    }],
    configuredNodes: ["3node0", "node1"],
  });
});

Deno.test("decodeNodeFrame() reads what is missing as absent when build 1.0.0 sends less", () => {
  const { system, containers, ...rest } = decodeAs("statsReported", M10_STATS);
  assert.deepEqual(rest, {
    type: "statsReported",
    at: AT,
    sequence: 3,
    intervalMs: null,
    configuredNodes: [],
  });
  assert.deepEqual(
    [system.memoryTotalBytes, system.memoryUsedBytes, system.memoryPercent, system.diskPercent],
    [17_179_869_184, 8_589_934_592, 50, null],
  );
  assert.equal(system.dockerAvailable, null);
  const [container] = containers;
  assert.deepEqual(
    [container?.nodeType, container?.dataBytes, container?.syncState, container?.peers],
    [null, null, null, null],
  );
});

Deno.test("decodeNodeFrame() takes the memory of the machine when Docker does not answer", () => {
  const frame = m11Stats([]);
  const system = {
    host_memory_total: 64,
    docker_available: false,
    docker_memory_total: 0,
    docker_memory_used: 0,
  };
  const read = decodeAs("statsReported", { ...frame, data: { system } }).system;
  assert.deepEqual([read.memoryTotalBytes, read.memoryUsedBytes, read.dockerAvailable], [
    64,
    null,
    false,
  ]);
});

Deno.test("decodeNodeFrame() reads times in seconds and in milliseconds", () => {
  for (const timestamp of [AT, AT / 1_000]) {
    assert.equal(decodeAs("heartbeatReceived", { type: "heartbeat", timestamp }).at, AT);
  }
  for (const timestamp of [0, -1, null, "now", 1e300]) {
    assert.equal(decodeAs("heartbeatReceived", { type: "heartbeat", timestamp }).at, null);
  }
});

Deno.test("decodeNodeFrame() makes one entry of a container that is sent twice, and drops an empty configured node", () => {
  const containers = [
    { name: "3node0", nickname: "" },
    m11Container("postgres"),
    { name: "3node0", nickname: "alpha", data_size: 5 },
  ];
  const configured_nodes = ["", "3node0", " node1 ", "3node0", "a/b", 7];
  const data = { system: {}, containers, configured_nodes };
  const event = decodeAs("statsReported", { type: "stats", timestamp: AT, data });
  assert.deepEqual(event.containers.map(({ name }) => name), ["3node0", "postgres"]);
  assert.deepEqual([event.containers[0]?.nickname, event.containers[0]?.dataBytes], ["alpha", 5]);
  assert.deepEqual(event.configuredNodes, ["3node0", "node1"]);
});

Deno.test("decodeNodeFrame() reads payouts under both spellings and era transitions of a summary", () => {
  const frame = m11Stats(["3node0"]);
  const data = { ...frame.data as object, ...SUMMARY_EXTRAS };
  const event = decodeAs("summaryReported", { ...frame, type: "summary", data });
  assert.equal(event.containers.length, 1);
  assert.deepEqual(event.payoutChecks, [
    { container: "3node0", currentEra: 1_412, unclaimed: 0, synced: true, error: null },
    { container: "node1", currentEra: null, unclaimed: null, synced: false, error: "no answer" },
    { container: "node2", currentEra: 7, unclaimed: 2, synced: null, error: null },
    { container: "node3", currentEra: null, unclaimed: null, synced: null, error: "gone" },
  ]);
  assert.deepEqual(event.eraTransitions, [
    { container: "3node0", previousEra: 1_411, currentEra: 1_412, firstRun: false },
    { container: "node1", previousEra: null, currentEra: 7, firstRun: true },
  ]);
  const failed = { ...data, payout_info: { error: "no node" } };
  assert.deepEqual(
    decodeAs("summaryReported", { ...frame, type: "summary", data: failed }).payoutChecks,
    [{ container: "", currentEra: null, unclaimed: null, synced: null, error: "no node" }],
  );
});

Deno.test("decodeNodeFrame() finds the command's id under each spelling, and the end in each word", () => {
  const answer = { status: "completed", result: "ok", error: null, timestamp: AT / 1_000 };
  const expected = {
    type: "commandAnswered",
    commandId: "cmd_1_a",
    completed: true,
    result: "ok",
    error: null,
    at: AT,
  };
  for (const key of ["id", "command_id"]) {
    assert.deepEqual(
      decode({ type: "command_response", data: { ...answer, [key]: "cmd_1_a" } }),
      expected,
    );
  }
  const words = [["failed", false], ["error", false], ["success", true], [
    "completed",
    true,
  ]] as const;
  for (const [status, completed] of words) {
    const data = { ...answer, id: 7, status, error: "no", result: null };
    const event = decodeAs("commandAnswered", { type: "command_response", data });
    assert.deepEqual([event.commandId, event.completed, event.error], ["7", completed, "no"]);
  }
  for (
    const data of [
      { ...answer },
      { ...answer, id: "" },
      { ...answer, id: "a\nb" },
      { id: "a" },
      null,
    ]
  ) {
    assert.equal(decodeAs("violation", { type: "command_response", data }).code, "badField");
  }
});

Deno.test("decodeNodeFrame() takes an answer without a status, as the guides' server does, and reads any letter case", () => {
  const completed = (data: Record<string, unknown>) =>
    decodeAs("commandAnswered", { type: "command_response", data: { id: "a", ...data } }).completed;
  assert.equal(completed({ result: "ok" }), true);
  assert.equal(completed({ result: null, error: "no" }), false);
  assert.equal(completed({ status: "FAILED", result: "half" }), false);
  assert.equal(completed({ status: "Completed" }), true);
});

Deno.test("decodeNodeFrame() reads numbers that are none, as Python writes them, and changes no text", () => {
  const frame = JSON.stringify(m11Stats(["3node0"])).replace("23.4", "NaN").replace(
    "54.4",
    "-Infinity",
  );
  for (const text of [frame, JSON.stringify(frame)]) {
    const event = decodeNodeFrame(text);
    assert.ok(event.type === "statsReported", JSON.stringify(event));
    assert.deepEqual([event.system.cpuPercent, event.system.memoryPercent], [null, null]);
    assert.equal(event.containers[0]?.cpuPercent, 141.2);
  }
  const result = "cpu: NaN, memory: [Infinity]";
  const data = { id: "a", status: "completed", result };
  assert.equal(decodeAs("commandAnswered", { type: "command_response", data }).result, result);
  assert.match(violationOf('{"type": NaNa}'), /^notJson/);
});

Deno.test("decodeNodeFrame() bounds a command's result: its end is kept, colours and depth are not", () => {
  const result = (value: unknown) => {
    const data = { id: "a", status: "completed", result: value };
    return decodeAs("commandAnswered", { type: "command_response", data }).result;
  };
  const long = result(`begin${"x".repeat(2 ** 20)}end`);
  assert.ok(typeof long === "string" && long.length === 2 ** 20 && long.endsWith("end"));
  assert.equal(result("a\u001b[1;31mred\u001b[0m\r\nb\u0000"), "ared\nb");
  let deep: unknown = "bottom";
  for (let level = 0; level < 40; level++) deep = [deep];
  assert.ok(!JSON.stringify(result(deep)).includes("bottom"));
  const wide = result(Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, n])));
  assert.ok(Object.keys(wide as object).length <= 10_000);
  assert.deepEqual(result({ has_keys: true, n: [1, null] }), { has_keys: true, n: [1, null] });
});

Deno.test("decodeNodeFrame() reads validator events of every build, encoded once or twice", () => {
  const newer = {
    type: "validator_activated",
    data: {
      node: "3node0",
      era: 1_412,
      is_validator: true,
      status: "active",
      message: "on",
      timestamp: AT,
    },
  };
  const event = {
    type: "validatorReported",
    change: "activated",
    container: "3node0",
    era: 1_412,
    isValidator: true,
    account: null,
    message: "on",
    at: AT,
  };
  assert.deepEqual(decode(newer), event);
  assert.deepEqual(decode(JSON.stringify(newer)), event);
  const older = {
    type: "validator_changed",
    data: {
      node: "3node0",
      era: 9,
      validator_account: "5Grw",
      previous_validator: "5FHn",
      is_authority: false,
      timestamp: AT,
    },
  };
  assert.deepEqual(decode(older), {
    type: "validatorReported",
    change: "changed",
    container: "3node0",
    era: 9,
    isValidator: false,
    account: "5Grw",
    previousAccount: "5FHn",
    message: null,
    at: AT,
  });
  const ended = decodeAs("validatorReported", { ...older, type: "validator_deactivated" });
  assert.equal(ended.change, "deactivated");
  const unknown = { ...newer, data: { ...newer.data, is_validator: false, status: "error" } };
  assert.equal(decodeAs("validatorReported", unknown).undecided, true);
});

Deno.test("decodeNodeFrame() reads the guides' key_update and backup_complete, encoded twice as their code does", () => {
  const update = {
    type: "key_update",
    data: { container: "3node0", session_key: KEY, timestamp: AT, action: "rotate_keys" },
  };
  const expected = { type: "keyUpdated", container: "3node0", sessionKey: KEY, at: AT };
  assert.deepEqual(decode(update), expected);
  assert.deepEqual(decode(JSON.stringify(update)), expected);
  for (const session_key of [KEY.toUpperCase(), KEY.slice(2), `${KEY}\n`]) {
    assert.deepEqual(decode({ ...update, data: { ...update.data, session_key } }), expected);
  }
  const backupFile = "3node0-keys-20250108-1430.tar.gz";
  const backup = {
    type: "backup_complete",
    data: { container: "3node0", backup_file: backupFile, timestamp: AT },
  };
  assert.deepEqual(decode(backup), {
    type: "backupCompleted",
    container: "3node0",
    backupFile,
    at: AT,
  });
});

Deno.test("decodeNodeFrame() never repeats a key, a path or a name in a violation", () => {
  const secret = "0xsecret-secret";
  const frames = [
    { type: "key_update", data: { container: "3node0", session_key: secret } },
    { type: "key_update", data: { container: "a/secret", session_key: KEY } },
    { type: "backup_complete", data: { container: "a/../secret", backup_file: secret } },
    { type: "backup_complete", data: { container: "a", backup_file: "\0secret" } },
    { type: "stats", timestamp: AT, data: { containers: [{ name: "secret/secret" }] } },
    { type: "validator_activated", data: { node: "../secret" } },
    { type: "command_response", data: { id: { secret }, status: "completed" } },
    { type: "register", serverId: "/secret" },
  ];
  for (const frame of frames) {
    const event = decodeAs("violation", frame);
    assert.equal(event.code, "badField");
    assert.ok(!event.detail.includes("secret"), event.detail);
  }
});

Deno.test("decodeNodeFrame() says what is wrong when a frame is no message", () => {
  assert.equal(violationOf("{"), "notJson: the frame is not JSON");
  assert.equal(violationOf('"{"'), "notJson: the frame is not JSON");
  assert.equal(violationOf("[]"), "notAnObject: the frame is not an object");
  assert.equal(violationOf("null"), "notAnObject: the frame is not an object");
  assert.equal(violationOf('"\\"twice\\""'), "notAnObject: the frame is not an object");
  assert.equal(violationOf("{}"), "noType: type must be a text");
  assert.equal(violationOf('{"type":"stats"}'), "badField: data must be an object");
  assert.equal(
    violationOf('{"type":"stats","data":{}}'),
    "badField: timestamp must be a time in milliseconds or seconds",
  );
  const many = m11Stats(Array.from({ length: 257 }, (_, n) => `node${n}`));
  assert.match(
    violationOf(JSON.stringify(many)),
    /data.containers has 257 entries, allowed are 256/,
  );
  assert.match(violationOf(" ".repeat(MAX_FRAME_BYTES + 1)), /^tooLarge/);
});

Deno.test("decodeNodeFrame() names an unknown type, prototype names included, without control characters", () => {
  for (const type of ["constructor", "__proto__", "", "welcome"]) {
    assert.deepEqual(decode({ type }), { type: "unknownMessage", name: type });
  }
  assert.deepEqual(decode({ type: `a\n${"b".repeat(99)}` }), {
    type: "unknownMessage",
    name: `a${"b".repeat(62)}`,
  });
});

Deno.test("decodeNodeFrame() reads ping and pong, which carry nothing", () => {
  assert.deepEqual(decode({ type: "ping" }), { type: "pingReceived" });
  assert.deepEqual(decode({ type: "pong" }), { type: "pongReceived" });
});
