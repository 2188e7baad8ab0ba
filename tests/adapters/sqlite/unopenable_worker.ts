/** A writing thread that lives, and cannot open the database. */
interface Endpoint {
  onmessage: ((event: MessageEvent<{ id: number }>) => void) | null;
  postMessage(reply: unknown): void;
}

const endpoint = globalThis as unknown as Endpoint;
endpoint.onmessage = ({ data }) => {
  endpoint.postMessage({ id: data.id, failure: { reason: "failed", detail: "no file today" } });
};
