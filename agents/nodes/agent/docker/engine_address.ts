import { EngineError } from "../container_engine.ts";

/** Where an engine listens. */
export type EngineAddress =
  | { readonly kind: "unix"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number };

/** Where Docker listens on Linux, and Docker Desktop on macOS when it is allowed to. */
export const DEFAULT_ENGINE = "unix:///var/run/docker.sock";

/** Docker's own number for a port without TLS. */
const DEFAULT_PORT = 2375;

/**
 * Reads `unix:///var/run/docker.sock`, a path as it is, or `tcp://127.0.0.1:2375`, as `DOCKER_HOST` has them.
 *
 * @throws {EngineError} `refused` for anything else, named pipes of Windows and TLS included
 */
export function readEngineAddress(text: string): EngineAddress {
  const path = text.startsWith("unix://") ? text.slice("unix://".length) : text;
  if (path.startsWith("/")) return { kind: "unix", path };
  const url = URL.parse(text.replace(/^tcp:/, "http:"));
  if (url?.protocol === "http:" && url.hostname !== "" && url.pathname === "/") {
    return { kind: "tcp", host: url.hostname, port: Number(url.port || DEFAULT_PORT) };
  }
  throw new EngineError(
    "refused",
    `${text} is no address of a Docker engine: unix:///path/of/docker.sock or tcp://host:port is one`,
  );
}

/** As people write it. */
export function describeAddress(address: EngineAddress): string {
  return address.kind === "unix" ? address.path : `tcp://${address.host}:${address.port}`;
}
