import type { SyncState, SyncViolation } from "../../../protocols/syncguard/events.ts";

/** One line, and what it says. */
interface ReportFixture {
  readonly about: string;
  readonly sent: string;
  readonly claimedAddress: string | null;
  readonly state: SyncState;
}

/** One line that says nothing, and why. */
interface ViolationFixture {
  readonly about: string;
  readonly sent: string | Uint8Array;
  readonly code: SyncViolation;
  readonly bytes: number;
}

/** What senders of the field write, and what the deployed monitor takes. */
export const REPORT_FIXTURES: readonly ReportFixture[] = [
  report("build P or O is a master", "10.20.0.31_state2\r\n", "10.20.0.31", "master"),
  report("build P or O is a slave", "10.20.0.31_state1\r\n", "10.20.0.31", "slave"),
  report("build P or O has an error or no card", "10.20.0.31_state0\r\n", "10.20.0.31", "error"),
  report("build P found no address of its own", "unknown_state0\r\n", null, "error"),
  report("a host without address is a master all the same", "unknown_state2\n", null, "master"),
  report("the guide's example comes bare", "192.168.0.201_state2", "192.168.0.201", "master"),
  report("a line ends with LF alone", "10.20.0.31_state1\n", "10.20.0.31", "slave"),
  report("blanks stand around it", " \t10.20.0.31_state1 \r\n", "10.20.0.31", "slave"),
  report("a digit has no meaning", "10.20.0.31_state9\r\n", "10.20.0.31", "unknown"),
  report("octets are at their limits", "255.0.255.0_state1\r\n", "255.0.255.0", "slave"),
  report("octets are padded with zeros", "010.020.000.031_state2\r\n", "10.20.0.31", "master"),
  report("a byte-order mark comes first", "\ufeff10.20.0.31_state2\r\n", "10.20.0.31", "master"),
  report("letters are capitals", "UNKNOWN_STATE0\r\n", null, "error"),
];

/** What is no report: the peer's fault, and nothing to hang up for. */
export const VIOLATION_FIXTURES: readonly ViolationFixture[] = [
  wrong("an octet is past 255", "10.20.0.256_state2", "badAddress", 18),
  wrong("the first octet is past 255", "999.20.0.1_state2", "badAddress", 17),
  wrong("an octet has four digits", "10.20.0.0001_state2", "notAReport", 19),
  wrong("an octet is missing", "10.20.31_state2", "notAReport", 15),
  wrong("an octet is empty", "10..0.31_state2", "notAReport", 15),
  wrong("there are five octets", "10.20.0.31.1_state2", "notAReport", 19),
  wrong("the state is no digit", "10.20.0.31_statex", "notAReport", 17),
  wrong("the state is missing", "10.20.0.31_state", "notAReport", 16),
  wrong("the address is missing", "_state2", "notAReport", 7),
  wrong("a name stands for the address", "wall-l2_state2", "notAReport", 14),
  wrong("an IPv6 address is claimed", "fe80::1_state2", "notAReport", 14),
  wrong("a guide's answer comes as a question", "Synced", "notAReport", 6),
  wrong("the text is Korean", "동기화", "notText", 9),
  wrong("UTF-8 breaks off in a letter", Uint8Array.of(0x31, 0xeb, 0x8f), "notText", 3),
  wrong("a byte-order mark breaks off", Uint8Array.of(0xef, 0xbb), "notText", 2),
  wrong("bytes are no UTF-8 at all", Uint8Array.of(0xff, 0xfe, 0x80), "notText", 3),
  wrong("a report carries a NUL", "10.20.0.31\u0000_state2", "notText", 18),
];

function report(
  about: string,
  sent: string,
  claimedAddress: string | null,
  state: SyncState,
): ReportFixture {
  return { about, sent, claimedAddress, state };
}

function wrong(
  about: string,
  sent: string | Uint8Array,
  code: SyncViolation,
  bytes: number,
): ViolationFixture {
  return { about, sent, code, bytes };
}
