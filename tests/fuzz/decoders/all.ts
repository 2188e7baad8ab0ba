import { ALERT_POSTING } from "./alert_posting.ts";
import { BACKUP_FILE } from "./backup_file.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";
import { DISCOVERY } from "./discovery.ts";
import { IMPORT_DATABASE } from "./import_database.ts";
import { IMPORT_KEYS } from "./import_keys.ts";
import { MSERVER } from "./mserver.ts";
import { SWITCHBOARD } from "./switchboard.ts";
import { SYNC_ANSWERS, SYNC_CONFIGS, SYNC_LINES } from "./syncguard.ts";
import { ARGUMENTS, CONFIG_FILE } from "./typed.ts";
import { VIDEO, VIDEO_AS_MP4 } from "./video.ts";

/** Every decoder that is fuzzed. */
export const DECODERS: readonly DecoderFuzzer[] = [
  SWITCHBOARD,
  MSERVER,
  SYNC_LINES,
  SYNC_ANSWERS,
  SYNC_CONFIGS,
  DISCOVERY,
  VIDEO,
  VIDEO_AS_MP4,
  ALERT_POSTING,
  CONFIG_FILE,
  ARGUMENTS,
  BACKUP_FILE,
  IMPORT_DATABASE,
  IMPORT_KEYS,
];
