import { isSeq, parseDocument } from "yaml";
import type { SyncHostSetting } from "./file_settings.ts";

/** What is to be in a config file beside what is there. */
export interface ConfigAddition {
  readonly devicePort?: number | undefined;
  readonly syncHost?: SyncHostSetting | undefined;
}

/** The lines of an addition, as they stand in a config file of their own; empty when there is nothing to add. */
export function additionLines(addition: ConfigAddition): string {
  return isEmpty(addition) ? "" : addToConfig("", addition);
}

/** Whether there is nothing to add. */
export function isEmpty({ devicePort, syncHost }: ConfigAddition): boolean {
  return devicePort === undefined && syncHost === undefined;
}

/** Adds to a config file and leaves everything else as it is, comments included. */
export function addToConfig(content: string, { devicePort, syncHost }: ConfigAddition): string {
  const document = parseDocument(content);
  if (devicePort !== undefined) document.set("devicePort", devicePort);
  if (syncHost !== undefined) {
    const list = document.get("syncHosts");
    if (isSeq(list)) list.add(document.createNode(syncHost));
    else document.set("syncHosts", document.createNode([syncHost]));
  }
  return document.toString();
}
