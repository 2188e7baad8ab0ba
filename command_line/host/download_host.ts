/** Where a download goes: under a name of its own until it is whole, so that nobody takes a part for the file. */
export interface DownloadPlace {
  readonly path: string;
  readonly unfinished: string;
}

/** A file that a download begins or goes on with. */
export interface DownloadFile {
  /** What an earlier download has left. */
  readonly bytes: number;
  write(chunk: Uint8Array): Promise<void>;
  /** Gives it its name, once all of it is on the disk. False: a file of this name has come meanwhile, and stays. */
  finish(): Promise<boolean>;
  /** Leaves what is there for the next time. May be called after the end. */
  close(): void;
}

/** Opens a file for a download; undefined where a file of its name is there already, which is never written over. */
export type OpenDownload = (place: DownloadPlace) => Promise<DownloadFile | undefined>;
