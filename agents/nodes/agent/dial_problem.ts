/** Why there is no connection, in words, and what follows from it. */
export interface DialProblem {
  /** Goes on after "cannot be reached: ". */
  readonly sentence: string;
  /**
   * The server is there, and says no, or is not to be trusted: what is meant for it must not go out another way, and
   * least of all without TLS.
   */
  readonly final: boolean;
  /** The server knows who asks, and does not let him in. */
  readonly refused: boolean;
}

/** What the TLS library says of a certificate, and what that means to whoever reads the log. */
const CERTIFICATE_PROBLEMS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "its certificate is signed by itself; name that certificate with --ca",
  SELF_SIGNED_CERT_IN_CHAIN:
    "nobody here knows who signed its certificate; name that one with --ca",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "nobody here knows who signed its certificate; name that one with --ca",
  UNABLE_TO_GET_ISSUER_CERT:
    "nobody here knows who signed its certificate; name that one with --ca",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "nobody here knows who signed its certificate; name that one with --ca",
  CERT_HAS_EXPIRED: "its certificate has expired, or the clock of this machine is wrong",
  CERT_NOT_YET_VALID: "its certificate is not valid yet, or the clock of this machine is wrong",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name than the one it is dialled by",
  CERT_SIGNATURE_FAILURE: "its certificate is not signed by the one that --ca names",
};

const OTHER_PROBLEMS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens at that port",
  ECONNRESET: "the connection was cut",
  ENOTFOUND: "nobody knows that name",
  EAI_AGAIN: "nobody answers what address that name has",
  ETIMEDOUT: "no answer",
  EHOSTUNREACH: "there is no way there",
  ENETUNREACH: "there is no network",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS at that port",
};

/** Puts an error of a connection into words. */
export function explainDial(cause: unknown): DialProblem {
  const { code = "", message = String(cause) } = cause as {
    readonly code?: string;
    readonly message?: string;
  };
  const certificate = CERTIFICATE_PROBLEMS[code];
  return {
    sentence: certificate ?? OTHER_PROBLEMS[code] ?? message,
    final: certificate !== undefined || /certificate/i.test(message),
    refused: false,
  };
}

/** Puts an HTTP status in place of an upgrade into words. */
export function explainStatus(status: number): DialProblem {
  const refused = status === 401 || status === 403;
  const sentence = refused
    ? `it does not let this machine in (${status}); log in with --username and a password`
    : `it answers with status ${status} in place of a WebSocket`;
  return { sentence, final: true, refused };
}

/** A server that is there, and does not do what it should. */
export function finalProblem(sentence: string): DialProblem {
  return { sentence, final: true, refused: false };
}

/** A dial that ended before there was a connection to register on. */
export class DialFailed extends Error {
  constructor(readonly problem: DialProblem) {
    super(problem.sentence);
    this.name = "DialFailed";
  }
}
