import assert from "node:assert/strict";
import { runProgram } from "../../../../../agents/nodes/agent/commands/payout_program.ts";
import { commandStage } from "./stage.ts";

const payout = { program: "/opt/payout", args: ["--node", "{container}", "-x{container}"] };

Deno.test("payout says how it is set up where it is not", async () => {
  assert.match(await commandStage().error("payout"), /not set up.*payoutProgram/);
});

Deno.test("payout runs the program of the settings, and nothing that the command says", async () => {
  const ran: unknown[] = [];
  const { result } = commandStage({
    payout,
    runProgram: (program, args) => {
      ran.push([program, ...args]);
      return Promise.resolve({ exitCode: 0, stdout: "paid 3 eras\n", stderr: "" });
    },
  });
  assert.equal(await result("payout", { program: "rm", args: ["-rf"] }), "paid 3 eras\n");
  assert.deepEqual(ran, [["/opt/payout", "--node", "3node0", "-x3node0"]]);
});

Deno.test("payout fails with the exit code and what the program said", async () => {
  const { error } = commandStage({
    payout,
    runProgram: () => Promise.resolve({ exitCode: 3, stdout: "", stderr: "no funds\n" }),
  });
  assert.equal(await error("payout"), "The payout program ended with exit code 3: no funds");
});

Deno.test("payout goes on when it is cancelled, and is not begun twice", async () => {
  let ran = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const { runner, run, clock } = commandStage({
    payout,
    runProgram: async () => {
      ran++;
      await promise;
      return { exitCode: 0, stdout: "paid\n", stderr: "" };
    },
  });
  const cancel = new AbortController();
  const order = { id: "1", command: "payout", target: "3node0", params: {} };
  const first = runner.run(order, () => {}, cancel.signal);
  const settle = async () => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  await settle();
  cancel.abort();
  await clock.advance(29 * 60_000, settle);
  assert.match((await first).error ?? "", /still runs after 29 minutes/);
  assert.match((await run("payout")).error ?? "", /still under way/);
  resolve();
  await settle();
  assert.equal((await run("payout")).result, "paid\n");
  assert.equal(ran, 2);
});

Deno.test("runProgram() gives back code and output, and says when there is no such program", async () => {
  assert.deepEqual(
    await runProgram(Deno.execPath(), [
      "eval",
      "console.log('a'); console.error('b'); Deno.exit(4)",
    ]),
    { exitCode: 4, stdout: "a\n", stderr: "b\n" },
  );
  await assert.rejects(runProgram("/nowhere/payout", []), /cannot be started/);
});
