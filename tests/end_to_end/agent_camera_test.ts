import assert from "node:assert/strict";
import { membersOf } from "../agents/cameras/recorded_feed.ts";
import { withBroker } from "../adapters/mqtt/stage.ts";
import { watch } from "../agents/cameras/bare_viewer.ts";
import { missingFfmpeg } from "../support/ffmpeg.ts";
import { Lines } from "../support/lines.ts";
import { projectTask, signalbox } from "../support/project_task.ts";
import { signalChild } from "../support/signal_child.ts";
import { needing } from "../support/system_needs.ts";

const PATIENCE_MS = 60_000;

/** The agent as a process of its own, with the permissions of the task. */
class AgentProcess {
  readonly #child: Deno.ChildProcess;
  readonly said: Lines;
  readonly #out: Lines;

  constructor(...words: readonly string[]) {
    this.#child = projectTask("signalbox", ["agent", "camera", ...words], {}).spawn();
    this.said = new Lines(this.#child.stderr);
    this.#out = new Lines(this.#child.stdout);
  }

  /** The port of its greeting. */
  async port(): Promise<number> {
    const line = await this.said.find((each) => each.startsWith("Serving "), PATIENCE_MS);
    return Number(/:(\d+),/.exec(line)?.[1]);
  }

  /** Its child leads a group of its own. */
  async groupOfSource(): Promise<number> {
    const { stdout } = await new Deno.Command("ps", {
      args: ["-o", "pid=", "--ppid", String(this.#child.pid)],
    }).output();
    return Number(new TextDecoder().decode(stdout));
  }

  async end(signal: Deno.Signal): Promise<number> {
    signalChild(this.#child, signal);
    const timer = setTimeout(() => signalChild(this.#child, "SIGKILL"), PATIENCE_MS);
    const { code } = await this.#child.status;
    clearTimeout(timer);
    await Promise.all([this.said.ended, this.#out.ended]);
    return code;
  }
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test({
    ...needing(
      `signalbox agent camera is found, watched, and leaves nothing at ${signal}`,
      missingFfmpeg,
    ),
    fn: () =>
      withBroker({}, async ({ port: brokerPort, join }) => {
        const agent = new AgentProcess(
          ...["--source", "test", "--size", "320x240", "--bind", "127.0.0.3", "--port", "0"],
          ...["--mqtt-url", `mqtt://127.0.0.1:${brokerPort}`],
        );
        let group = 0;
        try {
          const port = await agent.port();
          await agent.said.find((line) => /answering 127\.0\.0\.3/.test(line), PATIENCE_MS);
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
