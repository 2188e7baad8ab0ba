import assert from "node:assert/strict";
import { byResource, matches, titleOf } from "../../../dashboard/docs/document.ts";
import { SAMPLE } from "./sample.ts";

Deno.test("byResource() puts operations under their resource, what is not the API's last", () => {
  const groups = [...byResource(SAMPLE.operations)].map(([resource, operations]) => [
    resource,
    operations.map(({ id }) => id),
  ]);
  assert.deepEqual(groups, [
    ["displays", ["listDisplays", "orderDisplay"]],
    ["cameras", ["streamCameraMp4"]],
    ["host", ["getHealth"]],
    ["device", ["announce"]],
  ]);
});

Deno.test("matches() wants every word, wherever it stands", () => {
  const found = (typed: string) =>
    SAMPLE.operations.filter((each) => matches(each, typed)).map(({ id }) => id);
  assert.deepEqual(found("post displays"), ["orderDisplay"]);
  assert.deepEqual(found("OPERATE"), ["orderDisplay"]);
  assert.deepEqual(found("nothing"), []);
  assert.equal(found("").length, SAMPLE.operations.length);
});

Deno.test("titleOf() reads an operation's id as words", () => {
  const title = (id: string) => titleOf({ ...assertOne(), id });
  assert.equal(title("listSyncHosts"), "List sync hosts");
  assert.equal(title("streamCameraMp4"), "Stream camera mp4");
});

function assertOne() {
  return SAMPLE.operations[0] ?? assert.fail();
}
