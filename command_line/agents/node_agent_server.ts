/** Where a control host takes node hosts in, as it is shipped: without and with TLS. */
const PORTS: Readonly<Record<string, string>> = { "ws:": "8080", "wss:": "8443" };
/** What fielded clients ask for; servers take any path. */
const PATH = "/ws/monitoring/";

/**
 * The WebSockets that a server may be reached at, best first: `ws://` and `wss://` say which one it is, and a bare
 * `host[:port]` is tried with TLS and then without, as the `auto` mode of fielded builds does. Undefined: it is none.
 */
export function nodeServers(typed: string): readonly string[] | undefined {
  const text = typed.trim();
  const schemes = /^wss?:\/\//i.test(text) ? [text] : [`wss://${text}`, `ws://${text}`];
  const urls = schemes.map(urlOf);
  return urls.every((url) => url !== undefined) ? urls : undefined;
}

function urlOf(text: string): string | undefined {
  const url = URL.parse(text);
  const good = url !== null && url.hostname !== "" && url.search === "" && url.hash === "" &&
    url.username === "" && url.password === "" && !/\s/.test(text) &&
    text.split("://").length === 2;
  if (!good) return undefined;
  // The standard's own ports are left out of what a URL says.
  const port = /^\w+:\/\/[^/]*:(\d+)(?:\/|$)/.exec(text)?.[1] ?? PORTS[url.protocol];
  const path = url.pathname === "/" ? PATH : url.pathname;
  return `${url.protocol}//${url.hostname}:${port}${path}`;
}
