import type { SyncAgentTexts } from "./sync_agent.ts";

/** English. */
export const english: SyncAgentTexts = {
  about: {
    sync: "Tell a control host the state of this machine's sync card, and answer who asks for it.",
    test: "Try the target once, as the test button of SyncGuard's settings does.",
  },
  options: {
    config: "config file: SyncGuard's own of any build, or YAML or JSON with these options",
    targetIp: "the control host, an address or a name",
    targetPort: "its device port",
    enableExternalSend: "true or false: whether anything is sent",
    interval: "time between two lines; a change is sent at once",
    stateCommand: "command that writes the state: 0 to 2, or Master, Slave, Error, Synced, Free",
    stateFile: "file whose last line is the state, read every second",
    claim: "IPv4 address that the lines claim",
    bind: "address at which GET_STATUS is answered",
    port: "port at which GET_STATUS is answered, or off",
    logLevel: "least level to log: debug, info, warn or error",
    logFormat: "pretty, json or auto",
    ask: "ask the target GET_STATUS, and send nothing",
  },
  usual: {
    target: "none, nothing is sent",
    send: "true when there is a target",
    state: "NVIDIA's WMI class, on Windows",
    claim: "the one used towards the target",
    config: "none",
  },
  portOrOff: "off, or a whole number from 0 to 65535",
  ipv4: "an IPv4 address such as 192.0.2.31",
  target: "an address or a host name, without a port",
  twoSources: "--state-command and --state-file exclude each other.",
  needsTarget: "Which target? Add --target-ip <address>, or --config <SyncGuard's config file>.",

  reads: (source) => `Reading the state from ${source}.`,
  sends: (target, ms) => `Sending to ${target}, every ${ms / 1_000} s and at each change.`,
  sendsNothing: "Sending nothing: there is no target (--target-ip, or --config).",
  sendingIsOff: "Sending nothing: it is switched off (enableExternalSend).",
  answers: (address) => `Answering GET_STATUS at ${address}.`,
  answersNobody: "Answering nobody.",
  ready: "Stop it with Ctrl+C.",
  stopping: "Stopping: connections, then what reads the state.",
  stopped: "Stopped.",
  unavailable: {
    missing: (what) => `Not installed: ${what}.`,
    forbidden: (what) => `This program may not run ${what}: start it with --allow-run.`,
    noWmi: (what) =>
      `There is no WMI on ${what}: say where the state comes from, with --state-command or --state-file.`,
  },

  trial: {
    connected: (target, ms) => `Connected to ${target} in ${ms} ms.`,
    sent: (line) => `Sent ${line}. A target says nothing to that: look there whether it has come.`,
    sentNothing: "Sent nothing, as there is no state.",
    answered: {
      Synced: "It answers Synced.",
      Free: "It answers Free.",
    },
    noState: (source) => `No state from ${source} within 5 s.`,
    failed: {
      noName: (target) => `Nobody knows the name in ${target}. Write the address instead.`,
      refused: (target) =>
        `${target} refuses: the machine is there, and nothing listens at that port. Does the ` +
        "control host run, and is this its device port?",
      timedOut: (target) =>
        `${target} does not answer within 5 s: wrong address, machine off, or a firewall between.`,
      unreachable: (target) => `There is no way from here to ${target}: look at cable and network.`,
      failed: (target, detail) => `${target}: ${detail}`,
      mute: (target) =>
        `${target} accepts the connection and does not answer GET_STATUS within 5 s. A fielded ` +
        "monitor never answers: try it without --ask.",
      otherAnswer: (target, detail) =>
        `${target} is another program: it says ${JSON.stringify(detail)}.`,
      hungUp: (target) =>
        `${target} closes the connection at once: another program, or it is full.`,
    },
  },
};
