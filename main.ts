/**
 * Signalbox: the entry point. What runs is put together in `composition/`, and only what runs is loaded: an agent on
 * a small machine carries nothing of the control host.
 *
 * @module
 */
import { join } from "node:path";
import process from "node:process";
import { configureLogging } from "./adapters/log/mod.ts";
import { EXIT } from "./command_line/failure.ts";
import { runCommandLine } from "./command_line/program.ts";
import { serveCamera } from "./command_line/agents/serve_camera.ts";
import { serveDisplay } from "./command_line/agents/serve_display.ts";
import { serveNode } from "./command_line/agents/serve_node.ts";
import { serveSync } from "./command_line/agents/serve_sync.ts";
import type { Settings } from "./command_line/settings/settings.ts";
import { startTextsFor } from "./command_line/texts/start.ts";
import { textsFor } from "./command_line/texts/texts.ts";
import {
  backupTools,
  cameraAgent,
  controlHost,
  demo,
  demoFleet,
  displayAgent,
  localStores,
  movingInTools,
  nodeAgent,
  syncAgent,
} from "./composition/on_use.ts";
import { openDownload } from "./composition/download_file.ts";
import manifest from "./deno.json" with { type: "json" };
import { readStandardInput, replaceFile, writeAll } from "./composition/streams.ts";
import { fileText } from "./protocols/file_text.ts";

if (import.meta.main) {
  // NO_COLOR is not ours to read from the environment; the runtime has read it for us.
  const env: Record<string, string> = {
    ...readEnvironment(),
    ...(Deno.noColor ? { NO_COLOR: "1" } : {}),
  };
  const locale = navigator.language;
  const home = env.HOME || env.USERPROFILE;
  const out = (text: string) => writeAll(Deno.stdout, text);
  const err = (text: string) => writeAll(Deno.stderr, text);
  const terminal = Deno.stdout.isTerminal();
  const inputTerminal = Deno.stdin.isTerminal();
  const surroundings = {
    configureLogging: ({ logLevel, logFormat }: Pick<Settings, "logLevel" | "logFormat">) =>
      configureLogging({
        level: logLevel,
        format: logFormat,
        terminal: Deno.stderr.isTerminal(),
      }),
    onSignal(signal: Deno.Signal, run: () => void) {
      Deno.addSignalListener(signal, run);
      return () => Deno.removeSignalListener(signal, run);
    },
    say: (line: string) => err(`${line}\n`),
    texts: startTextsFor(env.SIGNALBOX_LANG, locale),
  };
  const columns = () => terminal ? Deno.consoleSize().columns : 100;
  Deno.exit(
    await runCommandLine(Deno.args, {
      start: async (settings, reread, configPath) =>
        (await import("./command_line/start/serve.ts")).serve(settings, reread, {
          start: async (wanted) =>
            (await controlHost()).startControlHost(
              wanted,
              configPath === undefined ? {} : { configPath },
            ),
          may: (permission) => Deno.permissions.querySync(permission).state === "granted",
          ...surroundings,
        }),
      agents: {
        display: (settings) =>
          serveDisplay(settings, {
            start: async (wanted) => (await displayAgent()).openDisplayAgent(wanted),
            agentTexts: textsFor(env.SIGNALBOX_LANG, locale).displayAgent,
            ...surroundings,
          }),
        node: (settings) =>
          serveNode(settings, {
            start: async (wanted) => (await nodeAgent()).openNodeAgent(wanted),
            agentTexts: textsFor(env.SIGNALBOX_LANG, locale).nodeAgent,
            ...surroundings,
          }),
        sync: (settings) =>
          serveSync(settings, {
            start: async (wanted) => (await syncAgent()).openSyncAgent(wanted),
            agentTexts: textsFor(env.SIGNALBOX_LANG, locale).syncAgent,
            ...surroundings,
          }),
        trySync: async (order) => (await syncAgent()).trySyncTarget(order),
        camera: (settings) =>
          serveCamera(settings, {
            start: async (wanted) => (await cameraAgent()).openCameraAgent(wanted),
            agentTexts: textsFor(env.SIGNALBOX_LANG, locale).agents,
            ...surroundings,
          }),
      },
      demo: {
        run: async (settings) =>
          (await import("./command_line/demo/serve_demo.ts")).serveDemo(settings, {
            start: async (wanted, teller) => (await demo()).startDemo(wanted, teller, home),
            allTexts: textsFor(env.SIGNALBOX_LANG, locale),
            program: Deno.build.standalone ? "signalbox" : "deno task signalbox",
            ...surroundings,
          }),
        playFleet: async () => (await demoFleet()).playDemoFleet(),
        find: async () =>
          (await import("./composition/demo/demo_control.ts")).findRunningDemos(home),
      },
      async *doctor(order) {
        yield* (await import("./agents/doctor/examine.ts")).examine(order);
      },
      onInterrupt: (run) => surroundings.onSignal("SIGINT", run),
      backups: async () => (await backupTools()).backupTools,
      movingIn: async () => (await movingInTools()).movingInTools,
      openTrail: async (dataDir, kept) => (await localStores()).openLocalTrail(dataDir, kept),
      cronReader: async () =>
        (await import("./adapters/cron/croner_rules.ts")).cronerRules().problem,
      hasData: (dataDir) =>
        Deno.stat(join(dataDir, "signalbox.db")).then(({ isFile }) => isFile, () => false),
      openTokens: async (dataDir) => (await localStores()).openLocalTokens(dataDir),
      openAccounts: async (dataDir) => (await localStores()).openLocalAccounts(dataDir),
      readInput: readStandardInput,
      env,
      readTextFile: async (path) => fileText(await Deno.readFile(path)),
      writeTextFile: replaceFile,
      writeFile: (path, bytes) => Deno.writeFile(path, bytes),
      openDownload,
      out,
      err,
      terminal,
      inputTerminal,
      openPrompt: async (options) => {
        const { openReadlinePrompt } = await import("./command_line/console/readline_prompt.ts");
        return openReadlinePrompt({
          input: process.stdin,
          out,
          interactive: terminal && inputTerminal,
          columns,
        }, options);
      },
      get columns() {
        return columns();
      },
      locale,
      version: manifest.version,
    }),
  );
}

/** Ends the program with one line where the environment may not be read: nothing could be configured. */
function readEnvironment(): Record<string, string> {
  try {
    return Deno.env.toObject();
  } catch {
    const texts = startTextsFor(undefined, navigator.language);
    Deno.stderr.writeSync(
      new TextEncoder().encode(`${texts.cannotStart(texts.permissions.env)}\n`),
    );
    Deno.exit(EXIT.usage);
  }
}
