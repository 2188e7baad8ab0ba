import type { DoctorFacts, DoctorTexts, DoctorWords } from "./doctor.ts";

const at = ({ host, port }: DoctorFacts) => `${host}:${port}`;

/** English. */
export const english: DoctorTexts = {
  about: "Say in plain words what stops a connection to a control host.",
  kind: "who wants to connect: host (people and programs), display, node, sync or camera",
  options: {
    url: "where that kind connects to: a name or an address, with scheme and port if need be",
    token: "access token; for a node host its own",
    role: "role that the token must have: view, operate or admin",
    right:
      "right that the token must have: exec, keys, payout, logs or recordings; repeat for more",
    ca: "certificate to trust, PEM file",
  },
  noDoctor: "Connections cannot be examined here.",
  badUrl: (got) =>
    `${got}: must be a name or an address, as in 192.0.2.10, 192.0.2.10:8000 or ` +
    "https://control.example:8443.",
  heads: ["Check", "Finding"],
  checks: {
    name: "Name",
    port: "Port",
    tls: "TLS",
    program: "Program",
    version: "Version",
    clock: "Clock",
    displays: "Displays",
    question: "Question",
    token: "Token",
    broker: "MQTT broker",
    dataDir: "Data folder",
  },
  words: {
    isAddress: { says: ({ host }) => `${host} is an address, no name to look up.` },
    hasAddress: { says: ({ host, addresses }) => `${host} is ${addresses}.` },
    noName: {
      says: ({ host }) => `Nobody knows the name ${host}.`,
      hint: () => "Write the address instead, or ask whoever runs the name server.",
    },
    open: { says: (facts) => `${at(facts)} accepts connections.` },
    refused: {
      says: (facts) =>
        `${at(facts)} refuses: the machine is there, and nothing listens at that port.`,
      hint: () =>
        "Start the control host (signalbox start), or look at its ports (signalbox config print).",
    },
    timedOut: {
      says: (facts) => `${at(facts)} does not answer at all.`,
      hint: () =>
        "Wrong address, machine off, or a firewall in between that lets nothing through to that port.",
    },
    unreachable: {
      says: (facts) => `There is no way from here to ${at(facts)}.`,
      hint: () => "Look at this machine's cable, its address and its gateway.",
    },
    failed: {
      says: (facts) => `${at(facts)}: ${facts.detail}`,
      hint: () => "Look at the address and at the log of the control host.",
    },
    tlsGood: { says: ({ host }) => `The certificate is good for ${host}.` },
    tlsUnknown: {
      says: () => "Nobody whom this machine trusts has signed the certificate.",
      hint: () =>
        "If it is the control host's own, copy data/tls/cert.pem from there and add --ca cert.pem.",
    },
    tlsExpired: {
      says: () => "The certificate has ended.",
      hint: () => "Renew it, and look at this machine's clock.",
    },
    tlsTooEarly: {
      says: () => "The certificate is not valid yet.",
      hint: () => "Look at this machine's clock.",
    },
    tlsWrongName: {
      says: ({ host }) => `The certificate is not for ${host}.`,
      hint: () => "Use a name that is in it, or add this one on the control host with --tls-names.",
    },
    tlsNone: {
      says: (facts) => `${at(facts)} speaks no TLS.`,
      hint: () =>
        "Leave the s out (http, ws, mqtt), or give the control host a certificate (--tls-self-signed).",
    },
    tlsFailed: {
      says: (facts) => `TLS failed: ${facts.detail}`,
      hint: () => "Look at the log of the control host.",
    },
    isSignalbox: { says: ({ version }) => `Signalbox ${version} answers.` },
    otherProgram: {
      says: (facts) =>
        `Another program answers at ${at(facts)}${facts.status ? ` (HTTP ${facts.status})` : ""}` +
        `${facts.server ? `: ${facts.server}` : ""}.`,
      hint: () =>
        "Is this the right port? 8000 is for people and displays, 8080 for other devices.",
    },
    mute: {
      says: (facts) => `${at(facts)} accepts the connection and then says nothing.`,
      hint: () => "Another program, or one that hangs: look what listens at that port.",
    },
    hungUp: {
      says: (facts) => `${at(facts)} closes the connection at once.`,
      hint: () => "Another program, a full control host, or TLS where none was tried.",
    },
    sameVersion: { says: ({ own }) => `It goes with ours, ${own}.` },
    otherVersion: {
      says: ({ version, own }) => `It is ${version}, and this is ${own}.`,
      hint: () => "Update the older one.",
    },
    inTime: { says: ({ seconds }) => `The clocks are ${seconds} s apart.` },
    ahead: {
      says: ({ seconds }) => `The control host's clock is ${seconds} s ahead of this machine's.`,
      hint: () => "Let both machines take their time from one server (NTP).",
    },
    behind: {
      says: ({ seconds }) => `The control host's clock is ${seconds} s behind this machine's.`,
      hint: () => "Let both machines take their time from one server (NTP).",
    },
    takesDisplays: { says: () => "It takes displays (Socket.IO)." },
    answers: { says: ({ answer }) => `GET_STATUS is answered: ${answer}.` },
    tokenGood: {
      says: ({ name, role, rights }) =>
        name === ""
          ? "The token is good."
          : `The token "${name}" is good: ${role}${rights ? `, ${rights}` : ""}.`,
    },
    tokenMissing: {
      says: () => "No token was given.",
      hint: () => "Set SIGNALBOX_TOKEN or add --token; on the control host: signalbox token new.",
    },
    tokenInvalid: {
      says: () => "The control host does not know the token: mistyped, ended or revoked.",
      hint: () =>
        "Make another on the control host: signalbox token new (a node host: signalbox account add).",
    },
    tokenLacks: {
      says: ({ name, lacking }) => `The token "${name}" lacks: ${lacking}.`,
      hint: () => "Make one that has it: signalbox token new <name> --role <role> --right <right>.",
    },
    brokerGood: { says: (facts) => `The broker at ${at(facts)} takes us.` },
    brokerDenies: {
      says: (facts) => `The broker at ${at(facts)} refuses the user name or the password.`,
      hint: () => "Write both into the URL: mqtt://user:password@host (@ : / as %40 %3A %2F).",
    },
    writable: { says: ({ folder }) => `${folder} can be written.` },
    willBeMade: { says: ({ folder }) => `${folder} is not there yet and can be made.` },
    notWritable: {
      says: ({ folder, detail }) => `${folder} cannot be written: ${detail}`,
      hint: () =>
        "Name another with --data-dir, or give the folder to the user who starts Signalbox.",
    },
    diskFull: {
      says: ({ folder }) => `There is no room on the disk of ${folder}.`,
      hint: () => "Make room: old recordings are in its folder recordings.",
    },
  } satisfies Record<string, DoctorWords>,
  allWell: (place) => `Nothing stops a connection to ${place}.`,
  inTheWay: (count, place) =>
    count === 1
      ? `One thing is in the way of a connection to ${place}.`
      : `${count} things are in the way of a connection to ${place}.`,
};
