/** How long the host may take to get rid of a peer: its own longest opening time, and some room. */
const GONE_WITHIN_MS = 15_000;
/** More is not looked at. */
const MAX_BYTES = 64 * 1024;

/** A TCP peer that says whatever a test likes. */
export class RawPeer {
  /** What it was told, until the connection ended. Rejects when the host leaves it open for too long. */
  readonly heard: Promise<string>;
  readonly #conn: Deno.TcpConn;

  private constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
    this.heard = this.#read();
  }

  static async dial(port: number): Promise<RawPeer> {
    return new RawPeer(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  /** Sends it all; a host that has hung up in the middle does not mind. */
  async say(message: string | Uint8Array): Promise<void> {
    const bytes = typeof message === "string" ? new TextEncoder().encode(message) : message;
    try {
      for (let at = 0; at < bytes.length;) at += await this.#conn.write(bytes.subarray(at));
    } catch {
      // Being cut off is an answer, which `heard` tells of.
    }
  }

  close(): void {
    try {
      this.#conn.close();
    } catch {
      // Closed already.
    }
  }

  async #read(): Promise<string> {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(4_096);
    let patient = true;
    const timer = setTimeout(() => {
      patient = false;
      this.close();
    }, GONE_WITHIN_MS);
    let text = "";
    try {
      for (let count = await this.#conn.read(buffer); count !== null && text.length < MAX_BYTES;) {
        text += decoder.decode(buffer.subarray(0, count), { stream: true });
        count = await this.#conn.read(buffer);
      }
    } catch {
      // A reset ends it as well.
    }
    clearTimeout(timer);
    this.close();
    if (!patient) throw new Error(`the connection was still open after ${GONE_WITHIN_MS} ms`);
    return text;
  }
}
