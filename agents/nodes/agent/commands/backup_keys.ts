import { commandOf, NO_PARAMS } from "./command.ts";

/**
 * Backs up the keys of a node; it is down only while they are read. Answers an object with the file, and sends
 * `backup_complete`. Source: node guide, section 4.2; fielded builds M11.
 */
export const BACKUP_KEYS = commandOf({
  params: NO_PARAMS,
  cancellable: false,
  async run(_params, { tools: { backups, clock }, container, facts }) {
    const { path, file, size, sha256, entries, downMs } = await backups.backUp(facts);
    return {
      result: {
        message: `키 백업 완료: ${file}`,
        container,
        backup_file: path,
        file,
        size,
        sha256,
        entries,
        down_ms: downMs,
      },
      after: [{
        type: "backup_complete",
        data: { container, backup_file: path, timestamp: clock.now() },
      }],
    };
  },
});
