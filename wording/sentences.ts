import type { SentencePair } from "./sentence_pair.ts";
import { CHANNEL_SENTENCES } from "./sentences/channels.ts";
import { COMMAND_SENTENCES } from "./sentences/commands.ts";
import { CONFIG_FILE_SENTENCES } from "./sentences/config_files.ts";
import { FOLDER_SENTENCES } from "./sentences/folders.ts";
import { MEMBER_SENTENCES } from "./sentences/members.ts";
import { NOTE_SENTENCES, TRANSPORT_SENTENCES } from "./sentences/notes.ts";
import { REFUSAL_SENTENCES } from "./sentences/refusals.ts";
import { REQUEST_SENTENCES } from "./sentences/requests.ts";
import { LIBRARY_SENTENCES, RULE_SENTENCES } from "./sentences/rules.ts";
import { RUNTIME_SENTENCES } from "./sentences/runtime.ts";

/** Every sentence that is known. The control host keeps its sentences in English, in histories of years as well. */
export const SENTENCES: readonly SentencePair[] = [
  ...MEMBER_SENTENCES,
  ...COMMAND_SENTENCES,
  ...REFUSAL_SENTENCES,
  ...REQUEST_SENTENCES,
  ...RULE_SENTENCES,
  ...NOTE_SENTENCES,
  ...CHANNEL_SENTENCES,
  ...FOLDER_SENTENCES,
  ...CONFIG_FILE_SENTENCES,
];

/** What libraries say through the control host. */
export const BORROWED_SENTENCES: readonly SentencePair[] = [
  ...LIBRARY_SENTENCES,
  ...TRANSPORT_SENTENCES,
  ...RUNTIME_SENTENCES,
];
