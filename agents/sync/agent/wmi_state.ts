import type { ProgramLine } from "../../cameras/process_group.ts";
import type { SyncDigit } from "./sync_state.ts";

/** NVIDIA's WMI provider, as fielded builds ask it. */
const NAMESPACE = "root/CIMV2/NV";
const CLASS = "SyncTopology";
const PROPERTY = "displaySyncState";

/**
 * How often one PowerShell asks, once a second: 5 minutes. Starting one takes a good part of a second, so it must not
 * be done for every reading; and one that has lost us must end by itself.
 */
const READINGS = 300;

/** A query that hangs longer has no answer worth waiting for: a state counts for 5 s. */
const TIMEOUT_S = 4;

const SCRIPT = `
[Console]::OutputEncoding = [Text.Encoding]::UTF8
for ($n = 0; $n -lt ${READINGS}; $n++) {
  try {
    $all = @(Get-CimInstance -Namespace ${NAMESPACE} -ClassName ${CLASS} -OperationTimeoutSec ${TIMEOUT_S} -ErrorAction Stop)
    'states ' + (($all | ForEach-Object { if ($null -eq $_.${PROPERTY}) { '?' } else { $_.${PROPERTY} } }) -join ',')
  } catch {
    'failed ' + ($_.Exception.Message -replace '\\s+', ' ')
  }
  Start-Sleep -Seconds 1
}`;

/**
 * A program that writes one line for each reading of the sync card: {@link readWmiLine} reads them. Source: SyncGuard
 * guide, "상태 모니터링" (WMI, every second); fielded builds for namespace, class and property.
 */
export const WMI_PROGRAM: ProgramLine = {
  program: "powershell.exe",
  args: ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", SCRIPT],
};

/** What a line of {@link WMI_PROGRAM} says: a state, or why there is none. */
export type WmiReading = { readonly digit: SyncDigit } | { readonly reason: string };

/**
 * One line: `states 2,1` lists what each display says of itself (2 master, 1 slave, 0 not locked); `failed …` is what
 * WMI answered. One master makes the machine a master, else one slave a slave. A card without displays is a slave, as
 * fielded builds have it.
 */
export function readWmiLine(line: string): WmiReading {
  const [, word, rest = ""] = /^(states|failed)(?:\s+(.*))?$/s.exec(line.trim()) ?? [];
  if (word === "failed") return { reason: `WMI: ${rest.slice(0, 200) || "no reason given"}` };
  if (word === undefined) return { reason: `PowerShell said ${JSON.stringify(line.slice(0, 80))}` };
  const states = rest.split(",").map((text) => text.trim()).filter((text) => text !== "");
  const strange = states.find((text) => !/^\d{1,3}$/.test(text));
  if (strange !== undefined) {
    return { reason: `WMI: ${PROPERTY} is ${JSON.stringify(strange.slice(0, 80))}` };
  }
  if (states.includes("2")) return { digit: 2 };
  return { digit: states.length === 0 || states.includes("1") ? 1 : 0 };
}
