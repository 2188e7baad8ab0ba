/**
 * Signalbox: the entry point. What runs is put together in `composition/`.
 *
 * @module
 */
import process from "node:process";
import { configureLogging } from "./adapters/log/mod.ts";
import { openReadlinePrompt } from "./command_line/console/readline_prompt.ts";
import { runCommandLine } from "./command_line/program.ts";
import { serve } from "./command_line/serve.ts";
import { startTextsFor } from "./command_line/start_texts.ts";
import manifest from "./deno.json" with { type: "json" };
import { startControlHost } from "./composition/control_host.ts";
import { openLocalAccounts, openLocalTokens } from "./composition/local_stores.ts";
import { readStandardInput, replaceFile, writeAll } from "./composition/streams.ts";

if (import.meta.main) {
  // NO_COLOR is not ours to read from the environment; the runtime has read it for us.
  const env: Record<string, string> = {
    ...Deno.env.toObject(),
    ...(Deno.noColor ? { NO_COLOR: "1" } : {}),
  };
  const locale = navigator.language;
  const out = (text: string) => writeAll(Deno.stdout, text);
  const err = (text: string) => writeAll(Deno.stderr, text);
  const terminal = Deno.stdout.isTerminal();
  const inputTerminal = Deno.stdin.isTerminal();
  const columns = () => terminal ? Deno.consoleSize().columns : 100;
  Deno.exit(
    await runCommandLine(Deno.args, {
      start: (settings, reread) =>
        serve(settings, reread, {
          start: startControlHost,
          configureLogging: ({ logLevel, logFormat }) =>
            configureLogging({
              level: logLevel,
              format: logFormat,
              terminal: Deno.stderr.isTerminal(),
            }),
          onSignal(signal, run) {
            Deno.addSignalListener(signal, run);
            return () => Deno.removeSignalListener(signal, run);
          },
          say: (line) => err(`${line}\n`),
          texts: startTextsFor(env.SIGNALBOX_LANG, locale),
        }),
      openTokens: openLocalTokens,
      openAccounts: openLocalAccounts,
      readInput: readStandardInput,
      env,
      readTextFile: (path) => Deno.readTextFile(path),
      writeTextFile: replaceFile,
      out,
      err,
      terminal,
      inputTerminal,
      openPrompt: (options) =>
        openReadlinePrompt({
          input: process.stdin,
          out,
          interactive: terminal && inputTerminal,
          columns,
        }, options),
      get columns() {
        return columns();
      },
      locale,
      version: manifest.version,
    }),
  );
}
