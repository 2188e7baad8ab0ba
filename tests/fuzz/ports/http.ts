import fc from "fast-check";
import { concat } from "../../protocols/video/streams.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import {
  conversations,
  everySplit,
  noise,
  type PortFuzzer,
  saying,
  utf8,
  wounded,
} from "../attack.ts";
import { odd, spoilt } from "../odd_json.ts";

const TOKEN = `Authorization: Bearer ${ADMIN_TOKEN}\r\n`;

/** Paths with places for names, of every kind of resource that can be read or written in masses. */
const PATHS = [
  ...["/", "/healthz", "/readyz", "/openapi.json", "/docs", "/api/clients", "/api/v1/events"],
  ...["displays", "displays/{}", "groups", "groups/{}", "presets", "presets/{}/status", "nodes"],
  ...["nodes/{}/containers/{}", "nodes/{}/containers/{}/history", "sync-hosts/{}", "walls/{}"],
  ...["cameras", "cameras/{}/recordings", "recordings/{}", "commands", "commands/{}", "schedules"],
  ...["schedules/{}/runs", "alerts", "alerts/{}", "audit", "actors", "presence", "machines"],
  ...["ready", "session-keys", "nodes/commands", "displays/{}/commands", "cameras/{}/commands"],
].map((path) => path.startsWith("/") ? path : `/api/v1/${path}`);

const BODIES: readonly Readonly<Record<string, unknown>>[] = [
  { name: "Wall-9", ip_address: "10.0.0.9" },
  { action: "execute", command: "show.exe", presetId: 3 },
  { command: "node_status", containers: ["3node0"], params: {} },
  { name: "Nightly", cron: "0 4 * * *", timeZone: "UTC", work: { kind: "preset", presetId: 1 } },
  { name: "Hall", displayIds: [1, 2], description: "" },
];

const word = fc.oneof(
  fc.constantFrom("7777", "..%2f..%2fetc%2fpasswd", "%00", "%", "%ff", "__proto__", "-1"),
  fc.string({ maxLength: 30 }).map(encodeURIComponentSafely),
);

function encodeURIComponentSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

const path = fc.tuple(
  fc.constantFrom(...PATHS),
  word,
  word,
  fc.dictionary(word, word, { maxKeys: 3 }),
)
  .map(([template, first, second, query]) => {
    const filled = template.replace("{}", first).replace("{}", second);
    const asked = Object.entries(query).map(([key, value]) => `${key}=${value}`).join("&");
    return asked === "" ? filled : `${filled}?${asked}`;
  });
const method = fc.constantFrom("GET", "GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "BREW", "");
const oddHeaders = fc.constantFrom(
  ...["", "", "Connection: close\r\n", "Expect: 100-continue\r\n", "Range: bytes=9-1\r\n"],
  ...["Content-Length: 5\r\n", "Content-Length: -1\r\n", "Transfer-Encoding: chunked\r\n"],
  ...["Transfer-Encoding: gzip, chunked\r\n", "Upgrade: h2c\r\nConnection: Upgrade\r\n"],
  ...["Cookie: signalbox_session=a; signalbox_session=b\r\n", "Authorization: Basic !!!\r\n"],
  ...["Idempotency-Key: \u0001\r\n", "Last-Event-ID: 99999999999999999999\r\n", ": nothing\r\n"],
);
/** More headers than a server takes: 3 to 150 kB. */
const flood = fc.integer({ min: 100, max: 5_000 })
  .map((count) => Array.from({ length: count }, (_, n) => `X-${n}: ${n}${n}${n}\r\n`).join(""));
const body = fc.oneof(
  fc.constantFrom(...BODIES).chain(spoilt).map((each) => utf8(JSON.stringify(each))),
  odd.map((each) => utf8(JSON.stringify(each) ?? "")),
  fc.uint8Array({ maxLength: 100 }),
);
const chunkSize = fc.constantFrom("5", "0", "ffffffffffffffff", "-1", "5;ext=1", "zz", "");

const request = fc.record({
  method,
  path,
  body,
  token: fc.constantFrom(TOKEN, TOKEN, ""),
  odd: oddHeaders,
  flood: fc.oneof({ weight: 40, arbitrary: fc.constant("") }, { weight: 1, arbitrary: flood }),
  framing: fc.constantFrom("length", "length", "chunked", "none"),
  chunkSize: fc.option(chunkSize, { nil: null }),
}).map(({ method, path, body, token, odd, flood, framing, chunkSize }) => {
  const length = framing === "length" ? `Content-Length: ${body.length}\r\n` : "";
  const chunked = framing === "chunked" ? "Transfer-Encoding: chunked\r\n" : "";
  const head = `${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n` +
    `${token}${length}${chunked}${odd}${flood}\r\n`;
  if (framing !== "chunked") return concat(utf8(head), framing === "none" ? utf8("") : body);
  const size = chunkSize ?? body.length.toString(16);
  return concat(utf8(`${head}${size}\r\n`), body, utf8("\r\n0\r\n\r\n"));
});

/** One to three requests on one connection, whole or hurt. */
const requests = fc.array(fc.oneof(request, wounded(request)), { minLength: 1, maxLength: 3 })
  .map((all) => concat(...all));

const WHOLE = utf8(
  `POST /api/v1/displays/1/commands HTTP/1.1\r\nHost: a\r\n${TOKEN}` +
    'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n',
);

/** Requests of people and programs. */
export const HTTP: PortFuzzer = {
  name: "http",
  port: "http",
  exhaustive: everySplit(WHOLE),
  attacks: conversations(fc.oneof({ weight: 9, arbitrary: requests }, noise)).map(saying),
};
