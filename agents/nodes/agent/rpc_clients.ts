import type { ExecOutcome } from "./container_engine.ts";

/** A way to send one HTTP request from inside a container, with what its image has. */
export interface RpcClient {
  /** The body goes to its standard input: in a command line, every key would be in the engine's event log. */
  argv(port: number): readonly string[];
  /** What it is given, for a JSON text. */
  input(body: string, port: number): string;
  /** The JSON text in what it wrote; undefined when there is none. */
  answer(stdout: string): string | undefined;
}

/** Nodes answer within a second; one that is busy with its database takes some. */
export const RPC_SECONDS = 15;
const JSON_HEADER = "Content-Type: application/json";
/** Said by programs that are there, and do not know what is asked of them. */
const UNFIT =
  /unrecognized option|unknown option|invalid option|illegal option|Illegal seek|applet not found|^Usage:/m;

/** True for an outcome that says that this program cannot do it, whatever is asked. */
export function isUnfit({ exitCode, stderr }: ExecOutcome): boolean {
  return exitCode !== 0 && UNFIT.test(stderr);
}

const CURL: RpcClient = {
  argv: (port) => [
    ...["curl", "-s", "-m", String(RPC_SECONDS), "-H", JSON_HEADER, "-d", "@-"],
    `http://127.0.0.1:${port}/`,
  ],
  input: (body) => body,
  answer: (stdout) => stdout,
};

/** Of busybox; GNU's reads no body from a pipe. */
const WGET: RpcClient = {
  argv: (port) => [
    ...["wget", "-q", "-O", "-", "--header", JSON_HEADER, "--post-file", "/dev/stdin"],
    `http://127.0.0.1:${port}/`,
  ],
  input: (body) => body,
  answer: (stdout) => stdout,
};

const BASH: RpcClient = {
  argv: (port) => ["bash", "-c", 'exec 3<>"/dev/tcp/127.0.0.1/$0"; cat >&3; cat <&3', String(port)],
  input: rawRequest,
  answer: rawAnswer,
};

const NETCAT: RpcClient = {
  argv: (port) => ["nc", "127.0.0.1", String(port)],
  input: rawRequest,
  answer: rawAnswer,
};

/** In the order in which they are tried. */
export const RPC_CLIENTS: readonly RpcClient[] = [CURL, WGET, BASH, NETCAT];

/**
 * A program of the site's own.
 *
 * @param argv `{port}` stands for the port; the body comes on standard input, the answer is expected on standard output
 */
export function ownClient(argv: readonly string[]): RpcClient {
  return { ...CURL, argv: (port) => argv.map((word) => word.replaceAll("{port}", String(port))) };
}

/** HTTP/1.0, so that the answer ends with the connection and comes in one piece (RFC 1945). */
function rawRequest(body: string, port: number): string {
  const length = new TextEncoder().encode(body).length;
  const head = [`POST / HTTP/1.0`, `Host: 127.0.0.1:${port}`, JSON_HEADER];
  return [...head, `Content-Length: ${length}`, "", body].join("\r\n");
}

function rawAnswer(stdout: string): string | undefined {
  const end = stdout.indexOf("\r\n\r\n");
  return /^HTTP\/1\.[01] 200 /.test(stdout) && end >= 0 ? stdout.slice(end + 4) : undefined;
}
