import assert from "node:assert/strict";
import { childrenOf, isThere, withHome } from "../../support/processes/demo_process.ts";
import { eventually } from "../../support/eventually.ts";
import { signalbox } from "../../support/processes/project_task.ts";
import { allThere, PATIENCE_MS, withDemo } from "./stage.ts";

Deno.test("signalbox demo fault and clear talk to the demo that runs, and say so where none does", async () => {
  await withDemo(async (demo, env) => {
    const nobody = await signalbox(["demo", "fault", "--list"], env);
    assert.deepEqual([nobody.code, nobody.out], [1, ""]);
    assert.equal(nobody.err, "No demo runs here.\nStart one with: signalbox demo\n");
    await demo.says(/^The fleet is there/);
    const begun = await signalbox(["demo", "fault", "frozen-camera", "--for", "1h"], env);
    assert.deepEqual([begun.code, begun.err], [0, ""]);
    assert.match(
      begun.out,
      /^Fault frozen-camera begins for 1 h 0 m: camera:127\.0\.\d+\.\d+\.\n$/,
    );
    await demo.says(/^Fault frozen-camera begins for 1 h 0 m/);
    const list = await signalbox(["demo", "fault", "--list"], env);
    assert.match(list.out, /^frozen-camera +running /m);
    assert.match(list.out, /^link-loss +- /m);
    const cleared = await signalbox(["demo", "clear"], env);
    assert.deepEqual([cleared.code, cleared.out], [0, "No fault runs.\n"]);
    await demo.says(/^Fault frozen-camera is over\.$/);
    const wrong = await signalbox(["demo", "fault", "link-los"], env);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /Did you mean link-loss\?/);
  });
});

Deno.test({
  name:
    "signalbox demo starts its fleet again when that dies, and takes it along when it is killed",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    withDemo(async (demo) => {
      const api = await demo.api();
      await demo.says(/^The fleet is there/);
      const [first = 0, ...others] = await childrenOf(demo.pid);
      assert.deepEqual(others, []);
      Deno.kill(first, "SIGKILL");
      await demo.says(/^The fleet's process has died \(SIGKILL\)\. Started again in /);
      const [second = 0] = await eventually(
        () => childrenOf(demo.pid),
        (children) => children.length === 1 && children[0] !== first,
        PATIENCE_MS,
      );
      await allThere(api, false);
      Deno.kill(demo.pid, "SIGKILL");
      await eventually(() => isThere(second), (there) => !there, PATIENCE_MS);
    }),
});

Deno.test("signalbox demo says in one line that a port is taken, and ends with code 2", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  try {
    await withHome(async (env) => {
      const words = ["demo", "--http-port", String(port), "--device-port", "0", "--mqtt-port", "0"];
      const { code, out, err } = await signalbox(words, env);
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, new RegExp(`^Port ${port} is taken by another program\\. Choose .*\\n$`));
    });
  } finally {
    taken.close();
  }
});
