/** Where something is to be reached. */
export interface DoctorPlace {
  /** Name or address. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/** A place that may ask who comes. */
export interface DoctorBroker extends DoctorPlace {
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/** Who wants to connect: people and programs, or an agent. */
export const DOCTOR_KINDS = ["host", "display", "node", "sync", "camera"] as const;
export type DoctorKind = (typeof DOCTOR_KINDS)[number];

/** What is to be looked at. */
export interface DoctorOrder {
  readonly kind: DoctorKind;
  readonly place: DoctorPlace;
  readonly version: string;
  readonly ca?: string;
  readonly user?: string;
  readonly password?: string;
  readonly token?: {
    readonly token: string | undefined;
    readonly role: string;
    readonly rights: readonly string[];
  };
  readonly broker?: DoctorBroker;
  readonly dataDir?: string;
}

/** One check and its outcome; `code` chooses the sentence, `facts` fill it in. */
export interface DoctorFinding {
  readonly check: string;
  readonly ok: boolean;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Looks for what stops a connection; finding after finding. */
export type Doctor = (order: DoctorOrder) => AsyncIterable<DoctorFinding>;
