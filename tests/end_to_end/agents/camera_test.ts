import assert from "node:assert/strict";
import { membersOf } from "../../agents/cameras/recorded_feed.ts";
import { withBroker } from "../../adapters/mqtt/stage.ts";
import { watch } from "../../agents/cameras/bare_viewer.ts";
import { CameraAgentProcess } from "../../support/processes/camera_agent_process.ts";
import { missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { signalbox } from "../../support/processes/project_task.ts";
import { needing } from "../../support/machine/system_needs.ts";

const PATIENCE_MS = 60_000;

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test({
    ...needing(
      `signalbox agent camera is found, watched, and leaves nothing at ${signal}`,
      missingFfmpeg,
    ),
    fn: () =>
      withBroker({}, async ({ port: brokerPort, join }) => {
        const agent = new CameraAgentProcess({
          words: [
            ...["--source", "test", "--size", "320x240", "--bind", "127.0.0.3", "--port", "0"],
            ...["--mqtt-url", `mqtt://127.0.0.1:${brokerPort}`],
          ],
        });
        let group = 0;
        try {
          const port = await agent.port();
          await agent.says(/answering 127\.0\.0\.3/);
          const client = await (await join()).listen("camera/response/#");
          await client.say("command/getIP", "camera/response/me");
          assert.equal((await client.hear(() => true)).text, "127.0.0.3");
          const viewer = await watch({ address: "127.0.0.3", port });
          await viewer.until(() => viewer.received > 20_000, PATIENCE_MS);
          group = await agent.groupOfSource();
          assert.ok((await membersOf(group)).length > 0, "its ffmpeg runs in a group of its own");
        } finally {
          assert.equal(await agent.end(signal), 0);
        }
        assert.deepEqual(await membersOf(group), []);
        assert.equal(agent.said.all.at(-1), "Stopped.");
      }),
  });
}

Deno.test("signalbox agent camera says in one line what cannot be started, and ends with code 2", async () => {
  const env = { SIGNALBOX_AGENT_BIND: "127.0.0.1", SIGNALBOX_AGENT_PORT: "0" };
  const agent = ["agent", "camera", "--source"];
  for (
    const [words, line] of [
      [[...agent, "command", "--", "no-such-camera", "-x"], "Not installed: no-such-camera.\n"],
      [[...agent, "file:/no/such/show.h264"], "/no/such/show.h264 cannot be read.\n"],
      [[...agent, "file:/no/such/show.mp4"], "/no/such/show.mp4 cannot be read.\n"],
    ] as const
  ) {
    assert.deepEqual(await signalbox(words, env), { code: 2, out: "", err: line });
  }
});
