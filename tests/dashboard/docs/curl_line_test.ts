import assert from "node:assert/strict";
import { curlLine } from "../../../dashboard/docs/curl_line.ts";
import { SAMPLE } from "./sample.ts";

function lineOf(wanted: string): string {
  const operation = SAMPLE.operations.find(({ id }) => id === wanted) ?? assert.fail(wanted);
  return curlLine(operation, SAMPLE.schemas, "http://192.0.2.10:8000");
}

Deno.test("curlLine() sends what an operation must have, and takes the token from the environment", () => {
  assert.equal(
    lineOf("orderDisplay"),
    `curl -X POST -H "Authorization: Bearer $SIGNALBOX_TOKEN" -H 'Content-Type: application/json' ` +
      `-d '{"command":"it'\\''s on","presetId":null}' ` +
      `'http://192.0.2.10:8000/api/v1/displays/example/commands?dry=true'`,
  );
});

Deno.test("curlLine() sends no token where none is asked for", () => {
  assert.equal(lineOf("getHealth"), "curl 'http://192.0.2.10:8000/healthz'");
});

Deno.test("curlLine() writes video to a file", () => {
  assert.match(lineOf("streamCameraMp4"), /^curl --output answer -H /);
});
