import type { ActorRef, AskOptions, TellStatus } from "../../../actors/kernel/mod.ts";
import type {
  GetLocked,
  LocateSyncHost,
  SilentConnection,
  SyncHostReport,
} from "../../../actors/sync_hosts/messages.ts";

type DirectoryMessage = LocateSyncHost | SilentConnection | GetLocked;

/** Stands before a directory of sync hosts, and counts what its hosts are told. */
export class CountingDirectory implements ActorRef<DirectoryMessage> {
  readonly kind = "counting";
  readonly key = "counting";
  readonly path = "/counting";
  reports = 0;
  #waiting: (() => void)[] = [];
  readonly #counted = new WeakMap<ActorRef<SyncHostReport>, ActorRef<SyncHostReport>>();

  constructor(private readonly directory: ActorRef<DirectoryMessage>) {}

  tell(message: DirectoryMessage): TellStatus {
    return this.directory.tell(message);
  }

  writable(): Promise<void> {
    return this.directory.writable();
  }

  ask: ActorRef<DirectoryMessage>["ask"] = async (question, options: AskOptions) => {
    const answer = await this.directory.ask(question, options);
    const located = answer as unknown;
    return isRef(located) ? this.#countingFor(located) as never : answer;
  };

  /** Resolves when the hosts have been told so many lines in all. */
  async reported(count: number): Promise<void> {
    while (this.reports < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #countingFor(host: ActorRef<SyncHostReport>): ActorRef<SyncHostReport> {
    const known = this.#counted.get(host);
    if (known !== undefined) return known;
    const counted: ActorRef<SyncHostReport> = {
      kind: host.kind,
      key: host.key,
      path: host.path,
      tell: (message) => {
        this.#count();
        return host.tell(message);
      },
      ask: (question, options) => host.ask(question, options),
      writable: () => host.writable(),
    };
    this.#counted.set(host, counted);
    return counted;
  }

  #count(): void {
    this.reports++;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

function isRef(value: unknown): value is ActorRef<SyncHostReport> {
  return typeof value === "object" && value !== null && "tell" in value;
}
