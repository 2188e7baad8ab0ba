/** A rule of the kernel, broken on purpose. */
export interface Mutation {
  readonly name: string;
  /** Stands in the runtime exactly once; in which file does not matter, so that code may move. */
  readonly text: string;
  readonly replacement: string;
  /** The rule that is broken, in a few words. */
  readonly rule: string;
  /** Number of the property, 1 to 9. */
  readonly property: number;
  /** The law that must be reported as broken. */
  readonly law: string;
}

/** The test file that holds each property. */
export const PROPERTY_FILES: readonly string[] = [
  "",
  "order_test.ts",
  "conservation_test.ts",
  "asks_test.ts",
  "intensity_test.ts",
  "turns_test.ts",
  "stop_test.ts",
  "start_order_test.ts",
  "sync_async_test.ts",
  "real_time_test.ts",
];
