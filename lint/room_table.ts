/** A place that a room may import from. */
export interface Door {
  /** A folder with its trailing slash, or one file, from the project's root. */
  readonly path: string;
  /** Only `import type`: nothing of it may be left when the program runs. */
  readonly typeOnly?: true;
}

/** One room of the house: a folder, and what may be used in it. */
export interface Room {
  /** A folder with its trailing slash, or one file. The longest match wins. */
  readonly path: string;
  /** Other rooms it may import from; its own is always open, but see `apart`. */
  readonly doors: readonly Door[];
  /** The only files of it that other rooms may import; all when left out. `seesInside` goes past it. */
  readonly entrances?: readonly string[];
  /** It may import any file of a room, as what tests and measures the inside must. */
  readonly seesInside?: true;
  /** Its subfolders must not know each other. */
  readonly apart?: true;
  /** Packages and `node:` modules it may import; `any` of them, or these. */
  readonly packages: "any" | readonly string[];
  /** Globals that it must not touch. */
  readonly withoutGlobals: readonly string[];
  /** Where code belongs that breaks a rule of this room. */
  readonly instead: string;
}

const ANYTHING: readonly Door[] = [{ path: "" }];
const NETWORK = ["fetch", "WebSocket"];
const TIME = ["Date", "performance", "setTimeout", "setInterval", "setImmediate"];

/**
 * Who may import whom. Arrows point inward: sockets know actors, actors do not know sockets, protocols know
 * nobody. A new folder needs a line here before anything can import it.
 */
export const ROOMS: readonly Room[] = [
  {
    path: "main.ts",
    doors: ANYTHING,
    packages: "any",
    withoutGlobals: [],
    instead: "",
  },
  {
    path: "composition/",
    doors: ANYTHING,
    packages: "any",
    withoutGlobals: [],
    instead: "",
  },
  {
    path: "deno.json",
    doors: [],
    packages: [],
    withoutGlobals: [],
    instead: "",
  },
  {
    path: "protocols/",
    doors: [],
    apart: true,
    packages: ["zod"],
    withoutGlobals: ["Deno", ...TIME, ...NETWORK],
    instead:
      "Protocols only turn bytes and text into events and back. Sockets, files and timers belong " +
      "in an adapter, decisions in an actor; what several protocols share goes directly into protocols/.",
  },
  {
    path: "actors/kernel/",
    doors: [],
    entrances: ["actors/kernel/mod.ts", "actors/kernel/testing.ts", "actors/kernel/clock.ts"],
    packages: [],
    withoutGlobals: ["Deno", ...NETWORK],
    instead:
      "The kernel is generic: define an interface there, and hand it an implementation from main.ts.",
  },
  {
    path: "actors/",
    doors: [{ path: "actors/kernel/" }, { path: "protocols/", typeOnly: true }],
    packages: [],
    withoutGlobals: ["Deno", ...NETWORK],
    instead:
      "Actors know the kernel and the event types of protocols (`import type`). What needs a socket, a " +
      "file or a package belongs in an adapter, behind an interface that the actor defines.",
  },
  {
    path: "adapters/",
    doors: [{ path: "actors/" }, { path: "protocols/" }],
    apart: true,
    packages: "any",
    withoutGlobals: [],
    instead:
      "Adapters know actors and protocols, never each other: where two must meet, main.ts hands one to " +
      "the other through an interface.",
  },
  {
    path: "agents/",
    doors: [{ path: "actors/kernel/" }, { path: "protocols/" }],
    packages: "any",
    withoutGlobals: [],
    instead:
      "Agents are the other end of the wire: they share protocols and the kernel with the control host, " +
      "and bring sockets of their own.",
  },
  {
    path: "dashboard/",
    doors: [{ path: "protocols/api/", typeOnly: true }, { path: "wording/" }],
    packages: "any",
    withoutGlobals: ["Deno"],
    instead:
      "The dashboard runs in a browser and talks HTTP: it may know the types of protocols/api, and wording.",
  },
  {
    path: "command_line/",
    doors: [{ path: "protocols/" }, { path: "wording/" }],
    packages: [
      "zod",
      "commander",
      "cli-table3",
      "yaml",
      "node:util",
      "node:readline",
      "node:stream",
    ],
    withoutGlobals: ["Deno"],
    instead:
      "The command line talks HTTP and words the answers. What needs the host itself (files, actors, " +
      "stores) is handed to it by main.ts in CommandLineHost.",
  },
  {
    path: "wording/",
    doors: [],
    packages: [],
    withoutGlobals: ["Deno", "localStorage", "navigator", ...TIME, ...NETWORK],
    instead:
      "Wording turns a text into another, for browsers and terminals alike. Which language somebody reads is " +
      "for the dashboard and the command line to know.",
  },
  {
    path: "lint/",
    doors: [],
    packages: [],
    withoutGlobals: [],
    instead: "A lint rule stands by itself, so that it can judge code that does not compile.",
  },
  {
    path: "tests/",
    doors: ANYTHING,
    seesInside: true,
    packages: "any",
    withoutGlobals: [],
    instead: "",
  },
  {
    path: "bench/",
    doors: ANYTHING,
    seesInside: true,
    packages: "any",
    withoutGlobals: [],
    instead: "",
  },
];
