import { type DemoCard, DemoRefusal } from "../../../protocols/demo/control.ts";
import {
  type DemoFault,
  DemoFaultList,
  type DemoFaultName,
  type DemoFaultOrder,
} from "../../../protocols/demo/faults.ts";
import { dropCard, readCards } from "./demo_card.ts";

/** Longer than a fleet may take to answer. */
const ANSWER_TIMEOUT_MS = 15_000;

/** The control channel of a demo that runs, from the other end. Each rejects with an `Error` in plain words. */
export class ControlClient {
  readonly #card: DemoCard;

  constructor(card: DemoCard) {
    this.#card = card;
  }

  /** Of its control host. */
  get httpPort(): number {
    return this.#card.httpPort;
  }

  list(): Promise<readonly DemoFault[]> {
    return this.#ask("GET", "/faults");
  }

  inject(name: DemoFaultName, order: DemoFaultOrder): Promise<readonly DemoFault[]> {
    return this.#ask("PUT", `/faults/${name}`, order);
  }

  /** @param name undefined: all of them */
  clear(name: DemoFaultName | undefined): Promise<readonly DemoFault[]> {
    return this.#ask("DELETE", name === undefined ? "/faults" : `/faults/${name}`);
  }

  async #ask(method: string, path: string, body?: unknown): Promise<readonly DemoFault[]> {
    const { control, secret } = this.#card;
    const response = await fetch(`${control}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    const list = DemoFaultList.safeParse(answer);
    if (response.ok && list.success) return list.data.faults;
    const refusal = DemoRefusal.safeParse(answer);
    throw new Error(refusal.success ? refusal.data.reason : `HTTP ${response.status}`);
  }
}

/** The demos of this user that run. The cards of those that do not are taken away. */
export async function findDemos(folder: string): Promise<readonly ControlClient[]> {
  const found = await Promise.all((await readCards(folder)).map(async (card) => {
    const client = new ControlClient(card);
    try {
      await client.list();
      return [client];
    } catch (cause) {
      // Only nobody at the other end is a demo that is gone; one that is busy says so when it is asked.
      if (!(cause instanceof TypeError)) return [client];
      await dropCard(folder, card);
      return [];
    }
  }));
  return found.flat();
}
