/** Languages in which people are told. */
export type PostingLanguage = "en" | "ko";

/** The same in both languages. */
interface BothLanguages {
  readonly en: string;
  readonly ko: string;
}

/** The alert that a posting is about. Times are epoch ms. */
export interface PostedAlert {
  readonly id: number;
  readonly rule: string;
  readonly severity: "critical" | "warning";
  readonly subject: { readonly kind: string; readonly key: string; readonly name: string };
  readonly state: string;
  readonly openedAt: number;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: number | null;
  readonly reason: BothLanguages;
  readonly below: number;
}

/** What one channel is told in one message. */
export interface Posting {
  /** The same for every try, also after a restart: by it, a receiver knows what it has got already. */
  readonly id: string;
  /** `digest` stands for several, which would have been too many one by one. */
  readonly kind:
    | "opened"
    | "acknowledged"
    | "resolved"
    | "reminder"
    | "test"
    | "beat"
    | "digest";
  /** Epoch ms. */
  readonly at: number;
  readonly language: PostingLanguage;
  /** For people, in that language; a digest has several lines. */
  readonly text: string;
  /** How many notices it stands for. */
  readonly count: number;
  /** Null for a digest, a test and a beat. */
  readonly alert: PostedAlert | null;
}
