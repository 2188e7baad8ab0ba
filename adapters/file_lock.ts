/** A file that this process alone has locked; the operating system lets go of it when the process dies. */
export interface FileLock extends Disposable {
  release(): void;
}

/**
 * Locks an open file for this process, and closes it at the end; undefined, and closed at once, while another process
 * has the lock.
 */
export async function lockFile(file: Deno.FsFile): Promise<FileLock | undefined> {
  if (await file.tryLock(true)) {
    const release = () => {
      // A program that is being started at this moment has the file open still, and would hold the lock.
      file.unlockSync();
      file.close();
    };
    return { release, [Symbol.dispose]: release };
  }
  file.close();
  return undefined;
}
