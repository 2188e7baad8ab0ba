import { createServer, type Server, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";

/** What a server demands and answers. */
export interface SmtpRules {
  /** PEM; makes it offer STARTTLS, or begin with TLS where `implicit` is set. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly implicit?: boolean };
  readonly user?: string;
  readonly password?: string;
  /** The answer to the recipient, in place of `250 OK`. */
  readonly recipient?: string;
}

/** A mail as it came. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly data: string;
  readonly encrypted: boolean;
  readonly authenticated: boolean;
}

/** A mail server on loopback, as far as one mail needs it (RFC 5321, 3207, 4954). */
export class TinySmtp implements AsyncDisposable {
  readonly mails: ReceivedMail[] = [];
  /** Everything that was said to it before TLS. */
  readonly plainLines: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(readonly rules: SmtpRules) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => this.#sockets.delete(socket));
      if (rules.tls?.implicit) new Session(this, this.secured(socket), true).greet();
      else new Session(this, socket, false).greet();
    });
  }

  static async start(rules: SmtpRules = {}): Promise<TinySmtp> {
    const smtp = new TinySmtp(rules);
    await new Promise<void>((resolve) => smtp.#server.listen(0, "127.0.0.1", resolve));
    return smtp;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  secured(socket: Socket): TLSSocket {
    const { cert, key } = this.rules.tls ?? { cert: "", key: "" };
    const secureContext = createSecureContext({ cert, key });
    const secured = new TLSSocket(socket, { isServer: true, secureContext });
    secured.on("error", () => {});
    return secured;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

class Session {
  #from = "";
  #to: string[] = [];
  #data: string[] | undefined;
  #authenticated = false;
  #rest = "";

  constructor(
    private readonly smtp: TinySmtp,
    private readonly socket: Socket,
    private readonly encrypted: boolean,
  ) {
    socket.on("data", (chunk) => this.#came(String(chunk)));
  }

  greet(): void {
    this.#say("220 mail.example.com ESMTP");
  }

  #say(line: string): void {
    this.socket.write(`${line}\r\n`);
  }

  #came(text: string): void {
    const lines = (this.#rest + text).split("\r\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    if (!this.encrypted) this.smtp.plainLines.push(line);
    if (this.#data !== undefined) return this.#dataLine(line, this.#data);
    const [verb = ""] = line.split(" ", 1);
    switch (verb.toUpperCase()) {
      case "EHLO":
        return this.#say(
          ["mail.example.com", ...this.#offers()].map((word, at, all) =>
            `250${at === all.length - 1 ? " " : "-"}${word}`
          ).join("\r\n"),
        );
      case "STARTTLS":
        return this.#startTls();
      case "AUTH":
        return this.#authenticate(line);
      case "MAIL":
        this.#from = line.slice(10);
        return this.#say("250 OK");
      case "RCPT": {
        const { recipient = "250 OK" } = this.smtp.rules;
        if (recipient.startsWith("2")) this.#to.push(line.slice(8));
        return this.#say(recipient);
      }
      case "DATA":
        this.#data = [];
        return this.#say("354 Go on");
      case "QUIT":
        this.#say("221 Bye");
        return void this.socket.end();
      default:
        return this.#say("250 OK");
    }
  }

  #offers(): string[] {
    const { tls, user } = this.smtp.rules;
    return [
      ...(tls !== undefined && !this.encrypted ? ["STARTTLS"] : []),
      ...(user === undefined ? [] : ["AUTH PLAIN"]),
      "8BITMIME",
    ];
  }

  #startTls(): void {
    this.socket.removeAllListeners("data");
    this.socket.write("220 Go ahead\r\n", () => {
      new Session(this.smtp, this.smtp.secured(this.socket), true);
    });
  }

  #authenticate(line: string): void {
    const { user, password } = this.smtp.rules;
    const [, , given = ""] = line.split(" ");
    this.#authenticated = atob(given) === `\0${user}\0${password}`;
    this.#say(this.#authenticated ? "235 Welcome" : `535 5.7.8 refused: ${given} ${password}`);
  }

  #dataLine(line: string, data: string[]): void {
    if (line !== ".") return void data.push(line);
    this.smtp.mails.push({
      from: this.#from,
      to: this.#to,
      data: data.join("\n"),
      encrypted: this.encrypted,
      authenticated: this.#authenticated,
    });
    this.#data = undefined;
    this.#say("250 2.0.0 queued as 42");
  }
}
