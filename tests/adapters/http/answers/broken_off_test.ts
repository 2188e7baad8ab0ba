import assert from "node:assert/strict";
import { withApi } from "../api_bench.ts";

/** A request whose body fails with an error while it is read, and what node says of its connection. */
async function broken(different: Readonly<Record<string, unknown>>) {
  const found: { status?: number; errors?: readonly unknown[] } = {};
  await withApi(async ({ api, errors }) => {
    const error = new Error("aborted");
    const body = new ReadableStream({ pull: (controller) => controller.error(error) });
    const request = new Request("http://localhost/api/v1/groups", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    });
    const incoming = { socket: {}, destroyed: true, complete: true, errored: error, ...different };
    const answer = await api.fetch(request, { incoming });
    Object.assign(found, { status: answer.status, errors: [...errors] });
  });
  return found;
}

Deno.test("a body that broke off is its sender's doing: before all of it had come, or right behind it", async () => {
  assert.deepEqual(await broken({}), { status: 400, errors: [] });
  assert.deepEqual(await broken({ complete: false, errored: null }), { status: 400, errors: [] });
});

Deno.test("a body that fails while its sender is there is a fault of ours, and is logged", async () => {
  const { status, errors } = await broken({ destroyed: false });
  assert.deepEqual([status, errors?.length], [500, 1]);
  const another = await broken({ errored: new Error("another") });
  assert.deepEqual([another.status, another.errors?.length], [500, 1]);
});
