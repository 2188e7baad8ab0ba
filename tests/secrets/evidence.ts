import type { Api, ApiRequest } from "../support/api/api.ts";
import type { Plants } from "./plants.ts";

/** What was said and written where no secret belongs, by where it was found. */
export class Evidence {
  readonly #texts: (readonly [where: string, text: string])[] = [];

  add(where: string, text: string): void {
    this.#texts.push([where, text]);
  }

  /** Makes a request, and keeps what is answered: status, headers and body. */
  async ask(api: Api, path: string, options: ApiRequest = {}): Promise<void> {
    const signal = AbortSignal.timeout(20_000);
    const response = await api.request(path, { ...options, signal });
    await this.#keep(`${options.method ?? "GET"} ${path.split("?")[0]}`, response);
  }

  /** As {@link ask}, with a body that is no JSON of ours. */
  async post(api: Api, path: string, body: string, headers: Record<string, string>): Promise<void> {
    const response = await fetch(`${api.url}${path}`, { method: "POST", body, headers });
    await this.#keep(`POST ${path}`, response);
  }

  async #keep(where: string, response: Response): Promise<void> {
    const text = await response.text();
    // Behind the limit of wrong tokens nothing is read any more, and so nothing can leak.
    if (response.status === 429) throw new Error(`${where} met the limit of wrong tokens`);
    this.add(where, `${response.status} ${JSON.stringify([...response.headers])} ${text}`);
  }

  /** Every secret that lies where it does not belong. */
  leaks(plants: Plants): readonly string[] {
    const found = this.#texts.flatMap(([where, text]) =>
      plants.foundIn(text).map((name) => `${where}: ${name}`)
    );
    return [...new Set(found)];
  }

  get size(): number {
    return this.#texts.length;
  }
}
