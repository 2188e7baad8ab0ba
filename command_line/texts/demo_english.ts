import type { DemoTexts } from "./demo.ts";

/** English. */
export const english: DemoTexts = {
  about: {
    demo: "Run a control host with a simulated fleet on this machine, to see all of it alive.",
    fault: "Have something go wrong in the demo that runs.",
    clear: "End a fault of the demo that runs, or all of them.",
  },
  options: {
    scale: "displays; node hosts and sync hosts in proportion (1000: 200 of each)",
    faults: "faults come by themselves, one at a time",
    seed: "the same number makes the same fleet and the same faults",
    keep: "data folder that stays when the demo ends",
    list: "list the faults, and which of them run",
    for: "how long",
    port: "HTTP port of the demo that is meant, where several run",
  },
  fault: "which fault; --list shows them",
  usualScale: "8 displays, 3 node hosts, 8 sync hosts",
  untilCleared: "until it is cleared",
  heads: ["FAULT", "STATE", "WHAT HAPPENS"],
  faults: {
    "link-loss": "The cables of a quarter of the display PCs are cut.",
    "crash-loop": "A display's show crashes, and crashes again whenever it is started.",
    "slow-disk": "A node host's disk is nearly full and slow: blocks and answers come late.",
    "rotation-failure": "Keys cannot be rotated on a node host.",
    "sync-loss": "A sync host of a wall loses the house sync.",
    "frozen-camera": "A camera keeps its connections, and sends no picture.",
    "garbage-sender": "A sync host sends garbage in place of its state.",
    "reconnect-storm": "All displays lose their connection and come back at once, again and again.",
  },
  seed: {
    groups: ["Hall A", "Hall B"],
    presets: { morning: "Morning show", loop: "Lobby loop", night: "Night screens" },
    schedules: { opening: "Opening", backup: "Nightly key backup", look: "Look at every node" },
    note: "Reseated the sync cable of the second PC; locked again at once.",
  },

  title: "Signalbox demo: a control host and a simulated fleet on this machine.",
  labels: { open: "open", token: "token", fleet: "fleet", data: "data" },
  fleet: ({ displays, nodeHosts, containersPerHost, syncHosts, cameras }) =>
    `${displays} displays, ${nodeHosts} node hosts with ${containersPerHost} containers each, ` +
    `${syncHosts} sync hosts, ${cameras} cameras`,
  dataGone: (folder) => `${folder} (removed at the end; --keep <path> keeps one)`,
  dataKept: (folder) => `${folder} (kept)`,
  tryIt: "In another terminal:",
  askForFault: "Have something go wrong:",
  cannotBeAsked:
    "Faults cannot be asked for: there is no home folder to say where. --faults still works.",
  comeByThemselves: "Faults come by themselves, one at a time, each for about a minute.",
  ready: "Stop it with Ctrl+C.",
  stopping: "Stopping: the fleet, then the control host.",
  stopped: "Stopped. Nothing is left running.",

  allStarted: (members) => `The fleet is there: ${members} members.`,
  seeded: "Groups, presets, schedules and some commands were made, as an operator would.",
  notDone: (reason) => `What an operator would do here was not done: ${reason}`,
  died: (reason, wait) => `The fleet's process has died (${reason}). Started again in ${wait}.`,
  began: (name, members, wait) =>
    `Fault ${name} begins${wait === undefined ? "" : ` for ${wait}`}: ${members}.`,
  ended: (name) => `Fault ${name} is over.`,
  andOthers: (count) => `and ${count} others`,

  noDemo: "No demo runs here.",
  startOne: "Start one with: signalbox demo",
  noDemoAt: (port) => `No demo runs at port ${port}.`,
  severalDemos: (ports) => `Several demos run: say which with --port (${ports}).`,
  whichFault: "Which fault? --list shows them.",
  refused: (reason) => `The demo has not done it: ${reason}.`,
  running: "running",
  notRunning: "-",
  allClear: "No fault runs.",
  cleared: (name) => `Fault ${name} does not run any more.`,
  noDemoHere: "The demo cannot be run here.",
};
