/** A file in the folder of recordings, as it is remembered. Times are epoch milliseconds. */
export interface KeptFile {
  readonly path: string;
  /** Without folder. */
  readonly name: string;
  readonly startedAt: number;
  /** Whole fragments on the disk, or rows. */
  bytes: number;
  /** Never deleted meanwhile. */
  writing: boolean;
  /** Of a segment; undefined until its head has been read. */
  facts: SegmentFacts | undefined;
}

/** What stands inside a segment. */
export interface SegmentFacts {
  readonly endedAt: number;
  readonly width: number | null;
  readonly height: number | null;
}
