import { EXIT } from "../failure.ts";
import type { FileSettings } from "../settings/file_settings.ts";
import type { SettingsOutcome } from "../settings/settings.ts";
import type { Settings } from "../settings/settings_table.ts";
import { Reloading } from "./reloading.ts";
import { lostPermissions, type MayDo, missingPermissions } from "./start_permissions.ts";
import { explainStart } from "./start_problem.ts";
import { stopSignal } from "./stop_signal.ts";
import { loadSentences } from "../terminal/sentences.ts";
import type { StartTexts } from "../texts/start.ts";

/** A certificate that the control host has made for itself. */
export interface OwnCertificate {
  /** Paths of PEM files. */
  readonly tlsCert: string;
  readonly tlsKey: string;
  /** `kept`, or why a new one was made. */
  readonly reason: "kept" | "first" | "names" | "expiry" | "unreadable";
  /** False: the host's own name and addresses could not be seen, and are not in it unless they were given. */
  readonly complete: boolean;
}

/** A control host that runs, as far as its command line cares. */
export interface RunningHost {
  readonly ports: ReadonlyMap<string, { readonly host: string; readonly port: number }>;
  /** Set when an admin token was made: to be shown once. */
  readonly firstToken: string | null;
  readonly certificate: OwnCertificate | null;
  /** Applies the lists of the config file, which hold from now on. */
  reconfigure(lists: FileSettings): void;
  /** Told of each reload that was not refused: which settings hold now, and which need a restart. */
  reloaded?(applied: readonly string[], later: readonly string[]): Promise<void>;
  stop(): Promise<{ readonly abandoned: readonly string[]; readonly tookMs: number }>;
}

/** What serving needs of the process around it. */
export interface ServeNeeds {
  start(settings: Settings): Promise<RunningHost>;
  /** Called at the start, and again when a reload has changed how to log. */
  configureLogging(settings: Settings): void;
  /** Calls `run` at each of these signals; returns the way to stop listening. */
  onSignal(signal: "SIGINT" | "SIGTERM" | "SIGHUP", run: () => void): () => void;
  /** What the runtime allows; default: everything. */
  readonly may?: MayDo;
  /** One line for whoever has started it. */
  say(line: string): void;
  readonly texts: StartTexts;
}

/** Runs the control host until it is told to stop. The exit code: 0 stopped, 2 could not start. */
export async function serve(
  settings: Settings,
  reread: () => Promise<SettingsOutcome>,
  needs: ServeNeeds,
): Promise<number> {
  const { texts, say, may = () => true } = needs;
  const missing = missingPermissions(settings, may, texts);
  for (const line of missing) say(texts.cannotStart(line));
  if (missing.length > 0) return EXIT.usage;
  for (const line of lostPermissions(may, texts)) say(line);
  needs.configureLogging(settings);
  // From before the start to the end of the stop: a SIGHUP that nobody hears ends a process.
  const reloading = new Reloading(settings, reread, needs);
  try {
    const host = await startOrSay(settings, needs);
    return host === null ? EXIT.usage : await run(host, settings, reloading, needs);
  } finally {
    reloading.close();
  }
}

/** Null, and one line about why, when it cannot start. */
async function startOrSay(
  settings: Settings,
  { start, say, texts }: ServeNeeds,
): Promise<RunningHost | null> {
  try {
    return await start(settings);
  } catch (error) {
    const sentence = await loadSentences(texts.language === "ko");
    say(explainStart(error, texts, "", sentence));
    return null;
  }
}

async function run(
  host: RunningHost,
  settings: Settings,
  reloading: Reloading,
  needs: ServeNeeds,
): Promise<number> {
  const { texts, say } = needs;
  // Before it is said to be ready: whoever reads that may signal at once.
  const told = stopSignal(needs);
  for (const line of greeting(host, settings, texts)) say(line);
  reloading.begin(host);
  await told;
  reloading.end();
  say(texts.stopping);
  const { abandoned, tookMs } = await host.stop();
  if (abandoned.length > 0) say(texts.abandoned(abandoned.join(", ")));
  say(texts.stopped(Math.round(tookMs)));
  return EXIT.ok;
}

function greeting(host: RunningHost, settings: Settings, texts: StartTexts): string[] {
  const lines = [...host.ports].map(([name, { host: address, port }]) =>
    `  ${name.padEnd(7)}${address.includes(":") ? `[${address}]` : address}:${port}` +
    `  ${texts.purposes[name] ?? ""}`
  );
  lines.push(`  ${texts.data(settings.dataDir)}`);
  if (host.certificate !== null) lines.push(...certificateLines(host.certificate, texts));
  if (host.firstToken !== null) lines.push(texts.tokenOnce, `  ${host.firstToken}`);
  return [...lines, texts.ready];
}

function certificateLines({ tlsCert, reason, complete }: OwnCertificate, texts: StartTexts) {
  const line = `  ${texts.certificate(tlsCert)} ${texts.certificateReasons[reason]}`;
  return complete ? [line] : [line, `  ${texts.namesUnseen}`];
}
