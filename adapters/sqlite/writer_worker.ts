/**
 * The one thread that writes. Its whole job: apply batches in the order in which they come, and answer each.
 *
 * @module
 */
import { BatchWriter } from "./batch_writer.ts";
import { describeFailure } from "./write_failure.ts";
import type { WriterReply, WriterRequest } from "./writer_messages.ts";

interface Endpoint {
  onmessage: ((event: MessageEvent<WriterRequest>) => void) | null;
  postMessage(reply: WriterReply): void;
}

const endpoint = globalThis as unknown as Endpoint;
let writer: BatchWriter | undefined;

endpoint.onmessage = ({ data: request }) => {
  try {
    handle(request);
    endpoint.postMessage({ id: request.id, failure: null });
  } catch (error) {
    endpoint.postMessage({ id: request.id, failure: describeFailure(error) });
  }
};

function handle(request: WriterRequest): void {
  if (request.type === "open") {
    writer = new BatchWriter(request.path, request.maxBytes);
    return;
  }
  if (writer === undefined) throw new Error("the database is not open");
  if (request.type === "commit") return writer.apply(request.batch);
  writer.close();
  writer = undefined;
}
