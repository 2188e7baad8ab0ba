/** A charting thread that opens, and dies at the first chart. */
interface Endpoint {
  onmessage: ((event: MessageEvent<{ type: string; id: number }>) => void) | null;
  postMessage(reply: unknown): void;
}

const endpoint = globalThis as unknown as Endpoint;
endpoint.onmessage = ({ data }) => {
  if (data.type === "draw") throw new Error("killed by the test");
  endpoint.postMessage({ id: data.id, failure: null });
};
