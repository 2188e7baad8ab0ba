import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** A broker that somebody else runs, or our own at its port. */
export type BrokerChoice =
  | { readonly url: string }
  | { readonly host: string; readonly port: number };

/** Where a broker is, and as whom we come. */
export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** For people: scheme, host and port, and nothing that is secret. */
  readonly shown: string;
}

/** Registered ports of MQTT and of MQTT over TLS. */
const PORTS = { "mqtt:": 1883, "mqtts:": 8883 } as const;

/**
 * Reads where the broker is. Throws a TypeError that quotes nothing of the URL when it is none of `mqtt://` or
 * `mqtts://`; the settings take no other.
 */
export function readBroker(choice: BrokerChoice): BrokerAddress {
  if ("host" in choice) {
    const { host, port } = choice;
    return { host, port, tls: false, shown: `mqtt://${bracketed(host)}:${port}` };
  }
  const url = URL.canParse(choice.url) ? new URL(choice.url) : undefined;
  const protocol = url?.protocol;
  if (url === undefined || protocol !== "mqtt:" && protocol !== "mqtts:") {
    throw new TypeError("the broker's URL must begin with mqtt:// or mqtts:// and name a host");
  }
  const port = url.port === "" ? PORTS[protocol] : Number(url.port);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port,
    tls: protocol === "mqtts:",
    username: decodedOf(url.username),
    password: decodedOf(url.password),
    shown: `${protocol}//${url.hostname}:${port}`,
  };
}

/** Begins to connect. Over TLS the broker's certificate must be good for its name. */
export function dialBroker({ host, port, tls }: BrokerAddress): Socket {
  if (!tls) return connect({ host, port, noDelay: true });
  // RFC 6066, section 3: an address is no server name.
  return connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) });
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function decodedOf(part: string): string | undefined {
  if (part === "") return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    // A per cent sign that nobody encoded is meant as one.
    return part;
  }
}
