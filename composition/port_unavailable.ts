/** A port that cannot be bound: the environment's fault. `code` is the system's, such as `EADDRINUSE`. */
export class PortUnavailable extends Error {
  readonly code: string | undefined;

  constructor(readonly listener: string, readonly port: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "PortUnavailable";
    this.code = (cause as { code?: string } | undefined)?.code;
  }
}
