import assert from "node:assert/strict";
import { type GuideServer, startGuideServer } from "../../../agents/sync/guide_server.ts";
import { dial as dialPort, readToEnd, readUntil } from "../../adapters/device_port/client.ts";

function dial({ port }: GuideServer): ReturnType<typeof dialPort> {
  return dialPort({ address: { host: "127.0.0.1", port } });
}

async function withServer(run: (server: GuideServer) => Promise<void>): Promise<void> {
  const server = await startGuideServer();
  try {
    await run(server);
  } finally {
    await server.stop();
  }
}

Deno.test("startGuideServer() answers every question with the guide's word", () =>
  withServer(async (server) => {
    server.locked = true;
    const socket = await dial(server);
    const both = readUntil(socket, /SyncedSynced/);
    socket.write("GET_STATUSGET_STATUS\r\nhello\n");
    await both;
    server.locked = false;
    const free = readUntil(socket, /Free/);
    socket.write("GET_STATUS");
    await free;
    assert.deepEqual([server.connects, server.questions], [1, 3]);
    socket.destroy();
  }));

Deno.test("startGuideServer() says half of it, something else or nothing, when it is told to", () =>
  withServer(async (server) => {
    const socket = await dial(server);
    for (const [fault, heard] of [["half", /^Syn$/], ["garbage", /Quadro/]] as const) {
      server.fault = fault;
      const answer = readUntil(socket, heard);
      socket.write("GET_STATUS");
      await answer;
    }
    server.fault = "hangUp";
    const rest = readToEnd(socket);
    socket.write("GET_STATUS");
    assert.equal(await rest, "");
    socket.destroy();
  }));
