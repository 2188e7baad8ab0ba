import { type ContainerFacts, EngineError } from "../container_engine.ts";
import type { CallTime } from "./call_time.ts";
import type { EngineHttp } from "./engine_http.ts";
import { Inspected, Listed } from "./engine_shapes.ts";

/** What the list does not tell of a container, and what stays the same as long as its id does. */
interface FixedFacts {
  readonly nickname: string;
  readonly argv: readonly string[];
}

const NICKNAME = "TELEMETRY_NAME=";
const SHORT_ID = 12;

/** The containers of a machine, with what never changes of each asked for once. */
export class ContainerList {
  readonly #http: EngineHttp;
  #fixed = new Map<string, FixedFacts>();

  constructor(http: EngineHttp) {
    this.#http = http;
  }

  async read(time: CallTime): Promise<readonly ContainerFacts[]> {
    const listed = await this.#http.json(Listed, { path: "/containers/json?all=1" }, time);
    const fixed = new Map<string, FixedFacts>();
    const containers: ContainerFacts[] = [];
    for (const each of listed) {
      const facts = this.#fixed.get(each.Id) ?? await this.#look(each.Id, time);
      const name = nameOf(each.Names);
      if (facts === undefined || name === undefined) continue;
      fixed.set(each.Id, facts);
      containers.push({
        id: each.Id.slice(0, SHORT_ID),
        name,
        image: each.Image,
        state: each.State,
        status: each.Status,
        labels: each.Labels ?? {},
        ...facts,
      });
    }
    this.#fixed = fixed;
    return containers.sort((one, other) => one.name < other.name ? -1 : 1);
  }

  /** Undefined when it was removed a moment ago. */
  async #look(id: string, time: CallTime): Promise<FixedFacts | undefined> {
    try {
      const { Path, Args, Config: { Env } } = await this.#http.json(
        Inspected,
        { path: `/containers/${id}/json` },
        time,
      );
      const nickname = Env?.find((line) => line.startsWith(NICKNAME))?.slice(NICKNAME.length) ?? "";
      return { nickname, argv: [Path, ...Args ?? []] };
    } catch (cause) {
      if (cause instanceof EngineError && cause.code === "notFound") return undefined;
      throw cause;
    }
  }
}

/** `/3node0`; a name of two parts is a link's. */
function nameOf(names: readonly string[]): string | undefined {
  return names.find((name) => name.lastIndexOf("/") === 0)?.slice(1);
}
