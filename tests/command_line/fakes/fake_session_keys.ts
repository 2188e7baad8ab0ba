import type { SessionKey } from "../../../protocols/api/session_key.ts";
import { page, problem } from "./answers.ts";
import type { Asked } from "./fake_api.ts";
import { sessionKeyBody } from "./samples.ts";

/** The API's session keys in memory; all of them are the same key when they are revealed. */
export class FakeSessionKeys {
  readonly keys: SessionKey[] = [];

  /** Undefined: it is no request about them. */
  answer(asked: Asked): Response | undefined {
    const [, kind, part, verb] = asked.path.split("/");
    if (kind !== "session-keys") return undefined;
    switch (`${asked.method} ${part === "history" ? part : verb ?? ""}`) {
      case "GET ":
        return page(this.keys, asked);
      case "GET history":
        return this.#historyOf(asked);
      case "POST ":
        return this.#takeIn(asked);
      case "POST reveal":
        return this.#reveal(part ?? "");
    }
    return undefined;
  }

  #historyOf({ query }: Asked): Response {
    const items = this.keys.filter(({ serverId, container }) =>
      serverId === query.get("serverId") && container === query.get("container")
    );
    return Response.json({ items: items.slice(0, Number(query.get("limit"))) });
  }

  #takeIn({ body }: Asked): Response {
    const { serverId, container } = body as Pick<SessionKey, "serverId" | "container">;
    const key = sessionKeyBody("key_old", { serverId, container, source: "import" });
    this.keys.push(key);
    return Response.json(key, { status: 201 });
  }

  #reveal(keyId: string): Response {
    const found = this.keys.find((key) => key.keyId === keyId);
    if (!found) return problem("notFound", `there is no session key ${keyId}`);
    return Response.json({ ...found, sessionKey: `0x${"1a".repeat(32)}` });
  }
}
