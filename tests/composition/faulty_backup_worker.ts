/** A thread that does as it is told in place of a backup: dies, or says that it has begun and nothing more. */
import type { BackupThreadOrder } from "../../composition/threads/backup_worker.ts";

const endpoint = globalThis as unknown as {
  onmessage: (event: MessageEvent<BackupThreadOrder>) => void;
  postMessage(news: unknown): void;
};
endpoint.onmessage = ({ data: { folder } }) => {
  if (folder === "die") throw new Error("it died");
  const progress = { phase: "database", doneBytes: 0, totalBytes: 0 };
  endpoint.postMessage({ type: "progress", progress });
};
