import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** A request as it came. */
export interface Received {
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

type Answer = (request: Received, count: number) => Response | Promise<Response>;

/** An HTTP server on loopback that remembers what came. */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #server: Server;

  private constructor(answer: Answer) {
    this.#server = createServer(async (request, response) => {
      const received = await readWhole(request);
      this.received.push(received);
      await send(await answer(received, this.received.length), response);
    });
  }

  /** `answer` gets the number of the request, from 1. Default: 204. */
  static async start(answer: Answer = () => new Response(null, { status: 204 })) {
    const receiver = new Receiver(answer);
    await new Promise<void>((resolve) => receiver.#server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}

async function readWhole(request: IncomingMessage): Promise<Received> {
  let body = "";
  for await (const chunk of request.setEncoding("utf-8")) body += chunk;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  return { path: request.url ?? "", headers, body };
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  const closed = once(response, "close");
  const reader = answer.body?.getReader();
  while (reader !== undefined && !response.destroyed) {
    const { value } = await reader.read();
    if (value === undefined) break;
    if (!response.write(value)) await Promise.race([once(response, "drain"), closed]);
  }
  response.end();
}
