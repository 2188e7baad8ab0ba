import { RIGHTS, ROLES } from "../../actors/access/messages.ts";
import type { PageFile } from "../../adapters/http/pages.ts";
import { NODE_COMMANDS } from "../../protocols/mserver/commands.ts";
import type { ApiOperation } from "../support/api/api_document.ts";
import {
  DEVICE_PORT_OPERATIONS,
  HIDDEN_ROUTES,
  pageRules,
  RIGHTS_BY_CONTENT,
} from "./route_rules.ts";
import {
  DISPLAY_EVENT_RULES,
  NODE_MESSAGE_RULES,
  SYNC_LINE_RULES,
  TOPIC_RULES,
} from "./socket_rules.ts";

type Row = readonly string[];

/** Who may do what, as Markdown: made from the tables that the tests hold the running control host against. */
export function authorisationDocument(
  operations: readonly ApiOperation[],
  pages: readonly PageFile[],
): string {
  return [
    INTRODUCTION,
    "## Routes of the HTTP port",
    ROUTES,
    table(["Method", "Path", "Role", "Right", "Device port"], operations.map(routeRow)),
    "Routes that the OpenAPI document does not describe:",
    table(["Route", "Role", "What it is"], hiddenRows(pages)),
    "## Commands to containers",
    COMMANDS,
    table(["Command", "Right"], [...NODE_COMMANDS.values()].map(commandRow)),
    "## Displays: Socket.IO events",
    DISPLAYS,
    table(
      ["Event", "Answer before it has a name", "Answer under its name", "What it may change"],
      Object.entries(DISPLAY_EVENT_RULES).map(([event, { nameless, named, changes }]) => [
        code(event),
        codes(nameless),
        codes(named),
        changes,
      ]),
    ),
    "## Node hosts: WebSocket messages",
    NODES,
    table(
      ["Message", "As the first", "Answer after registering", "What it may change"],
      Object.entries(NODE_MESSAGE_RULES).map(([type, { first, later, changes }]) => [
        code(type),
        first,
        codes(later),
        changes,
      ]),
    ),
    "## Sync hosts: lines",
    table(
      ["Line", "Answer", "What it may change"],
      Object.entries(SYNC_LINE_RULES).map(([line, rule]) => [
        LINE_NAMES[line as keyof typeof LINE_NAMES],
        rule.answer || "—",
        rule.changes,
      ]),
    ),
    "## Cameras: MQTT topics",
    TOPICS,
    table(
      ["Topic", "Publish", "Subscribe", "What it may change"],
      Object.entries(TOPIC_RULES).map(([topic, { publish, subscribe, changes }]) => [
        TOPIC_NAMES[topic as keyof typeof TOPIC_NAMES],
        yesNo(publish),
        yesNo(subscribe),
        changes,
      ]),
    ),
    "## Relay ports",
    RELAYS,
  ].join("\n\n") + "\n";
}

const INTRODUCTION = `# Who may do what

This page is made by \`deno task authorisation\` from the tables that the tests hold the running control
host against. A route, an event, a message or a topic without a rule makes the tests fail, and so does a
page that is older than the tables.

Roles: ${ROLES.map(code).join(", ")}; each includes the ones before it. Rights: ${
  RIGHTS.map(code).join(", ")
}; no role
includes one, \`admin\` neither. An admin can make a token with any right, though: rights keep people
from slips, and programs from more than their work. The first admin token, one from the
configuration, and one that \`signalbox token new\` makes in place of a lost
one have all rights.`;

const ROUTES =
  `\`device\` and \`public\` need no token. A route answers 401 without a token, and 403 with the
name of the role or the right that is missing. The last column: also served on the device port; all
other paths are 404 there, with an admin's token too.`;

const COMMANDS =
  `By \`orderContainer\`, \`orderNode\`, \`broadcastNodes\` and schedules, for the role \`operate\`. A
schedule runs with the rights of its maker.`;

const DISPLAYS =
  `On the namespace \`/\`; every other one is refused. Displays of the field cannot sign in, so
whoever reaches the port may come as a display. It speaks for itself alone, whatever name its messages
carry. Any other event, the control plane's own words included, is counted and proves life.`;

const NODES =
  `On the device port, under any path. Whether a token is needed is the setting \`nodeTokens\`. A
connection whose first message is no \`register\` is closed; one that asks under another origin is
refused. Any other message is counted and proves life.`;

const TOPICS =
  `The broker of the control host knows no users, as cameras of the field have none. With
\`--mqtt-url\`, the broker named there decides.`;

const RELAYS =
  `Whoever reaches a relay port sees the camera's pictures, as with the camera itself. What a
viewer sends is read and thrown away. Bind \`--device-host\` to the network of the devices, or leave
relays out, where pictures are nobody else's business.`;

const LINE_NAMES = {
  stateReported: "`<address>_state<digit>`",
  statusRequested: "`GET_STATUS`",
  violation: "anything else",
};

const TOPIC_NAMES = {
  requests: "`commend`, `commend/getIP`, `command/getIP`",
  replyPrefix: "`camera/response/<name>`",
  records: "`commend/rec`, `command/rec`",
  sensorPrefix: "`sensor/<name>`",
  broker: "`$…`, the broker's own",
  others: "any other",
};

function routeRow({ method, path, role, right, operationId, takesBasic }: ApiOperation): Row {
  const needed = right === null ? RIGHTS_BY_CONTENT[operationId] ?? "—" : code(right);
  const basic = takesBasic ? `${role}, also by Basic` : role;
  return [
    method,
    code(path),
    basic,
    needed,
    DEVICE_PORT_OPERATIONS.includes(operationId) ? "yes" : "—",
  ];
}

function hiddenRows(pages: readonly PageFile[]): readonly Row[] {
  return [...HIDDEN_ROUTES, ...pageRules(pages)].map((
    { route, who, is },
  ) => [code(route), who, is]);
}

function commandRow({ name, right }: { readonly name: string; readonly right: string }): Row {
  return [code(name), right === "operate" ? "—" : code(right)];
}

function table(heads: Row, rows: readonly Row[]): string {
  const widths = heads.map((head, at) =>
    Math.max(...[head, ...rows.map((row) => row[at] ?? "")].map(({ length }) => length))
  );
  const line = (row: Row) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(heads), rule, ...rows.map(line)].join("\n");
}

function code(word: string): string {
  return `\`${word}\``;
}

function codes(words: readonly string[]): string {
  return words.map(code).join(", ") || "—";
}

function yesNo(yes: boolean): string {
  return yes ? "anybody" : "nobody";
}
