import { refuse } from "./outcome.ts";

/** A write that did not reach the disk: the environment's fault. `full` when the disk or quota is used up. */
export class StorageError extends Error {
  constructor(readonly reason: "full" | "failed", message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StorageError";
  }
}

/** A failed write as an answer that people understand. */
export function refuseStorage(cause: unknown): ReturnType<typeof refuse> {
  const full = cause instanceof StorageError && cause.reason === "full";
  return full
    ? refuse("storageFull", "The disk of the control host is full, so nothing new can be kept.")
    : refuse("storageFailed", "The control host could not write to its database.");
}
