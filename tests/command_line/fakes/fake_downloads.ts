import type { DownloadFile, DownloadPlace } from "../../../command_line/host/download_host.ts";

/** Files that downloads fill, in memory. */
export class FakeDownloads {
  readonly files = new Map<string, string>();

  open({ path, unfinished }: DownloadPlace): DownloadFile | undefined {
    if (this.files.has(path)) return undefined;
    const held = this.files.get(unfinished) ?? "";
    return {
      bytes: held.length,
      write: (chunk) => {
        const before = this.files.get(unfinished) ?? "";
        this.files.set(unfinished, before + new TextDecoder().decode(chunk));
        return Promise.resolve();
      },
      finish: () => {
        this.files.set(path, this.files.get(unfinished) ?? "");
        this.files.delete(unfinished);
        return Promise.resolve(true);
      },
      close: () => {},
    };
  }
}
