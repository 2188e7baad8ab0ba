import fc from "fast-check";
import { concat } from "../../protocols/video/streams.ts";
import { BUILD_FIXTURES } from "../../protocols/switchboard/build_fixtures.ts";
import {
  type Attack,
  conversations,
  everySplit,
  type PortFuzzer,
  saying,
  utf8,
} from "../attack.ts";
import { odd, spoilt } from "../odd_json.ts";
import { frame, frames, upgradeRequest } from "../websocket_frames.ts";

const WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
const POLLING = "/socket.io/?EIO=4&transport=polling";
/** A poll that has nothing to tell stays open: longer than that and it says nothing about the host. */
const POLL_MS = 200;
const JOIN = frame(utf8("40"));

/** Names that are not the neighbours'. */
const event = fc.constantFrom(...BUILD_FIXTURES).chain(({ event, payload }) =>
  fc.tuple(fc.constant(event), fc.oneof({ weight: 5, arbitrary: spoilt(payload) }, odd))
);
const packet = fc.oneof(
  { weight: 8, arbitrary: event.map((said) => `42${JSON.stringify(said)}`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        "2",
        "3",
        "40",
        "41",
        "44{}",
        "42",
        "42[",
        "45",
        "49",
        "5",
        "6",
        "0{}",
        "451-[]",
        "40/a,",
      ],
      ...['451-["heartbeat",{"_placeholder":true,"num":0}]', "4299999999[]", '42["ping"]', "1"],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
);

const overWebSocket = frames(packet.map((text) => utf8(text.toWellFormed())))
  .map((all) => concat(upgradeRequest(WEBSOCKET), JOIN, all));

/** Opens a session over polling, and posts to it what a test likes, several packets in one body. */
function polling(body: string, contentType: string): Attack {
  return async ({ port }) => {
    const url = `http://127.0.0.1:${port}${POLLING}`;
    const opened = await (await asked(url)).text();
    const sid = /"sid":"([^"]+)"/.exec(opened)?.[1] ?? "none";
    const headers = { "Content-Type": contentType };
    const said = await asked(`${url}&sid=${sid}`, { method: "POST", body, headers });
    await said.body?.cancel();
    const signal = AbortSignal.timeout(POLL_MS);
    await fetch(`${url}&sid=${sid}`, { signal }).then((heard) => heard.text()).catch(() => "");
  };
}

/** The host may close an idle connection in the moment in which it is used again; over a new one it must answer. */
function asked(url: string, init?: RequestInit): Promise<Response> {
  return fetch(url, init).catch(() => fetch(url, init));
}

const overPolling = fc.tuple(
  fc.array(packet, { maxLength: 5 }).map((all) => all.join("\u001e")),
  fc.constantFrom("text/plain;charset=UTF-8", "application/octet-stream", "x"),
).map(([body, type]) => polling(body.toWellFormed(), type));

/** Displays over Engine.IO: WebSocket frames. */
export const ENGINE_IO: PortFuzzer = {
  name: "engine-io",
  port: "http",
  exhaustive: everySplit(
    concat(upgradeRequest(WEBSOCKET), JOIN, frame(utf8('42["heartbeat",{"clientName":"Fuzz"}]'))),
  ),
  attacks: conversations(overWebSocket).map(saying),
};

/** The same over long polling, where every question must be answered. */
export const ENGINE_IO_POLLS: PortFuzzer = {
  name: "engine-io-polls",
  port: "http",
  exhaustive: [],
  attacks: overPolling,
};
