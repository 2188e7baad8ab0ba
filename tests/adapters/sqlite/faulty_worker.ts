/** A writing thread that opens, and dies at the first commit. */
interface Endpoint {
  onmessage: ((event: MessageEvent<{ type: string; id: number }>) => void) | null;
  postMessage(reply: unknown): void;
}

const endpoint = globalThis as unknown as Endpoint;
endpoint.onmessage = ({ data }) => {
  if (data.type === "commit") throw new Error("killed by the test");
  endpoint.postMessage({ id: data.id, failure: null });
};
