import type { DoctorBroker, DoctorKind } from "./doctor_host.ts";
import { usageFailure } from "../failure.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

/** What each kind speaks, and the ports of a control host as they are shipped: without and with TLS. */
const SCHEMES: Readonly<
  Record<DoctorKind, { readonly scheme: string; readonly ports: readonly [number, number] }>
> = {
  host: { scheme: "http", ports: [8_000, 443] },
  display: { scheme: "http", ports: [8_000, 443] },
  node: { scheme: "ws", ports: [8_080, 8_443] },
  sync: { scheme: "tcp", ports: [8_080, 8_443] },
  camera: { scheme: "mqtt", ports: [1_883, 8_883] },
};

const SECURE = ["https", "wss", "tls", "mqtts"];
const PLAIN = ["http", "ws", "tcp", "mqtt"];

/**
 * A place as people write it, `[scheme://][user:password@]host[:port]`; the kind says what is left out. Throws a usage
 * failure, without a password.
 */
export function doctorTarget(kind: DoctorKind, typed: string, texts: Texts): DoctorBroker {
  const { scheme, ports } = SCHEMES[kind];
  const [, given, rest] = /^(?:([a-z]+):\/\/)?(.+)$/i.exec(typed.trim()) ?? [];
  const spoken = (given ?? scheme).toLowerCase();
  // A scheme that URLs know drops its usual port and decodes nothing; one that they do not know keeps all.
  const url = [...SECURE, ...PLAIN].includes(spoken) ? parsed(`signalbox://${rest}`) : undefined;
  if (url === undefined) {
    const shown = visible(typed.replace(/\/\/.*@/, "//…@")).slice(0, 80);
    throw usageFailure(texts.doctor.badUrl(JSON.stringify(shown)));
  }
  const secure = SECURE.includes(spoken);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? usualPort(given, secure, ports) : Number(url.port),
    secure,
    user: url.username === "" ? undefined : decodeURIComponent(url.username),
    password: url.password === "" ? undefined : decodeURIComponent(url.password),
  };
}

/** `http://control.example` is port 80 to every other program. */
function usualPort(
  given: string | undefined,
  secure: boolean,
  [plain, tls]: readonly [number, number],
): number {
  if (secure) return tls;
  return given === "http" ? 80 : plain;
}

function parsed(text: string): URL | undefined {
  // A colon without a port behind it was meant to be something else.
  if (/[\s\p{Cc}]|:(?:\/[^/]|$)/u.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const named = /^[A-Za-z0-9._-]{1,253}$|^\[[0-9A-Fa-f:.]+\]$/.test(url.hostname);
  return named && url.port !== "0" ? url : undefined;
}
