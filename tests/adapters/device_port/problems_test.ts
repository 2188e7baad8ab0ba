import assert from "node:assert/strict";
import { ProblemReporter } from "../../../adapters/device_port/problems.ts";
import type { Problem, ReportedProblem } from "../../../adapters/device_port/problems.ts";

/** Windows that end when the test says so. */
function manualReporter() {
  const told: ReportedProblem[] = [];
  let due: (() => void)[] = [];
  const reporter = new ProblemReporter((problem) => told.push(problem), 10_000, (run) => {
    due.push(run);
    return () => due = due.filter((other) => other !== run);
  });
  const endWindows = () => {
    const ended = due;
    due = [];
    for (const run of ended) run();
  };
  return { told, reporter, endWindows, openWindows: () => due.length };
}

const silentFrom = (peerAddress: string): Problem => ({ kind: "silent", peerAddress, detail: "" });

Deno.test("report() lets one problem per address and window through, and counts the rest", () => {
  const { told, reporter, endWindows, openWindows } = manualReporter();
  for (let n = 0; n < 5; n++) reporter.report(silentFrom("10.0.0.1"));
  reporter.report(silentFrom("10.0.0.2"));
  const brief = () => told.map(({ peerAddress, suppressed }) => [peerAddress, suppressed]);
  assert.deepEqual(brief(), [["10.0.0.1", 0], ["10.0.0.2", 0]]);
  endWindows();
  assert.deepEqual(brief().slice(2), [["10.0.0.1", 4]], "the count opens the next window");
  reporter.report(silentFrom("10.0.0.1"));
  assert.equal(told.length, 3);
  endWindows();
  endWindows();
  assert.equal(told.length, 4);
  assert.equal(openWindows(), 0, "nothing is kept of an address that is quiet");
});

Deno.test("report() keeps a bounded number of windows when every address is another", () => {
  const { told, reporter, openWindows } = manualReporter();
  for (let n = 0; n < 5_000; n++) reporter.report(silentFrom(`10.0.${n >> 8}.${n & 255}`));
  assert.equal(openWindows(), 1_025);
  assert.equal(told.length, 1_025);
  reporter.close();
  assert.equal(told.at(-1)?.suppressed, 5_000 - 1_025);
  assert.equal(openWindows(), 0);
});
