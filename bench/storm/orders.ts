/** Which displays a process plays. */
export interface CrowdOrder {
  readonly url: string;
  readonly count: number;
  /** Of the first; it tells their names and addresses. */
  readonly first: number;
}

/** How a crowd came back. Epoch ms. */
export interface Return {
  /** The first transport that opened. */
  readonly openedAt: number;
  /** Of each display, when it was registered. */
  readonly registeredAt: readonly number[];
  /** What of that was the control host's: from the dial that led there, without the display's own wait. In ms. */
  readonly servedMs: readonly number[];
  /** Displays that are not. */
  readonly missing: number;
  /** Attempts that found nobody, and that were given up because the namespace was not acknowledged in time. */
  readonly refused: number;
  readonly givenUp: number;
}

/** Commands that displays were told, by their command line. */
export interface Arrivals {
  readonly different: number;
  /** Told more than once. */
  readonly repeated: number;
}

/** What a process full of displays can be told. */
export interface CrowdOrders {
  /** Dials all at once. */
  readonly connect: (order: CrowdOrder) => null;
  /** From now on what happens belongs to another return. */
  readonly begin: (order: null) => null;
  /** Answers when all are registered, or the time is up. */
  readonly returned: (order: { readonly timeoutMs: number }) => Promise<Return>;
  /** Those whose command line has this in it. */
  readonly arrivals: (order: { readonly mark: string }) => Arrivals;
}
