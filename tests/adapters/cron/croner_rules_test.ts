import assert from "node:assert/strict";
import { cronerRules } from "../../../adapters/cron/croner_rules.ts";

const rules = cronerRules();
const after = (expression: string, zone: string, at: string) => {
  const next = rules.nextAfter(expression, zone, Date.parse(at));
  return next === null ? null : new Date(next).toISOString();
};

Deno.test("nextAfter() knows zones, seconds, names, last days, nicknames and single moments", () => {
  const at = "2030-01-07T03:00:00.000Z";
  assert.equal(after("0 4 * * *", "Asia/Seoul", at), "2030-01-07T19:00:00.000Z");
  assert.equal(after("*/15 * * * * *", "UTC", at), "2030-01-07T03:00:15.000Z");
  assert.equal(after("0 0 * FEB MON", "UTC", at), "2030-02-04T00:00:00.000Z");
  assert.equal(after("0 0 L * *", "UTC", at), "2030-01-31T00:00:00.000Z");
  assert.equal(after("@daily", "Europe/Berlin", at), "2030-01-07T23:00:00.000Z");
  assert.equal(after("2030-05-01T04:00:00", "Asia/Seoul", at), "2030-04-30T19:00:00.000Z");
});

Deno.test("nextAfter() is after the moment, never the moment itself, and null when none is left", () => {
  assert.equal(after("0 4 * * *", "UTC", "2030-01-07T04:00:00Z"), "2030-01-08T04:00:00.000Z");
  assert.equal(after("0 0 30 2 *", "UTC", "2030-01-07T04:00:00Z"), null);
  assert.equal(after("2030-05-01T04:00:00", "UTC", "2030-06-01T00:00:00Z"), null);
});

Deno.test("problem() names the field, an example, and what is wrong", () => {
  assert.equal(rules.problem("0 4 * * *", "Asia/Seoul"), null);
  assert.deepEqual(rules.problem("0 4 * * *", "Seoul"), {
    field: "timeZone",
    rule: "must be the name of a time zone, for example Asia/Seoul, Europe/Berlin or UTC",
  });
  for (const bad of ["", "x", "60 * * * *", "* * * *", "* * * * * * * *", "0 4 * * * ?? ?"]) {
    const problem = rules.problem(bad, "UTC");
    assert.equal(problem?.field, "cron", bad);
    assert.match(
      problem?.rule ?? "",
      /^must be a cron expression, for example "0 4 \* \* \*".*\(.+\)$/,
    );
  }
});
