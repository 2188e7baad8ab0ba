import assert from "node:assert/strict";
import { ApiClient } from "../../../command_line/api/api_client.ts";
import { DemoAssistant } from "../../../command_line/demo/assistance.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import type { DemoFault } from "../../../protocols/demo/faults.ts";
import { FakeApi } from "../fakes/fake_api.ts";

const CRASHES: DemoFault = { name: "crash-loop", members: ["display:Display_03"], since: 0 };

/** An assistant at a control host; `slept` is called instead of waiting. */
function stage(slept: () => void = () => {}) {
  const api = new FakeApi();
  const display = api.add("Display_03");
  const client = new ApiClient({
    url: "http://127.0.0.1:8000",
    token: "sbx_of_the_test",
    texts: textsFor("en", ""),
    fetch: (request) => api.fetch(request),
  });
  const sleep = () => Promise.resolve(slept());
  const assistant = new DemoAssistant(client, { now: () => 0, sleep });
  const ordered = () =>
    api.asked.filter(({ method, path }) => method === "POST" && path.endsWith("/commands"))
      .map(({ path, body }) => [path, body.action, body.command]);
  return { api, display, assistant, ordered };
}

Deno.test("DemoAssistant starts a show again and again while its crashes go on, and once more then", async () => {
  let looks = 0;
  const { assistant, ordered } = stage(() => {
    if (++looks === 3) assistant.stop();
  });
  await assistant.began(CRASHES);
  await assistant.ended(CRASHES);
  assert.equal(ordered().length, 4);
  const [[path, action, command] = []] = ordered();
  assert.match(String(path), /\/displays\/Display_03\/commands$/);
  assert.deepEqual([action, command], ["execute", "Morning.exe -dc_node=Display_03"]);
});

Deno.test("DemoAssistant leaves a show alone that runs", async () => {
  const { api, assistant, ordered } = stage();
  const [display = assert.fail("no display")] = api.displays.splice(0);
  api.displays.push({ ...display, health: "running" });
  await assistant.ended(CRASHES);
  assert.deepEqual(ordered(), []);
});

Deno.test("DemoAssistant looks once more after the crashes, for the last of them is told of late", async () => {
  const { api, assistant, ordered } = stage(() => {
    const [display = assert.fail("no display")] = api.displays.splice(0);
    api.displays.push({ ...display, health: "error" });
  });
  const [display = assert.fail("no display")] = api.displays.splice(0);
  api.displays.push({ ...display, health: "running" });
  await assistant.ended(CRASHES);
  assert.equal(ordered().length, 1);
});

Deno.test("DemoAssistant has nothing to do about faults that show by themselves", async () => {
  const { api, assistant } = stage();
  for (const name of ["link-loss", "sync-loss", "frozen-camera", "reconnect-storm"] as const) {
    await assistant.began({ ...CRASHES, name });
    await assistant.ended({ ...CRASHES, name });
  }
  assert.deepEqual(api.asked, []);
});
