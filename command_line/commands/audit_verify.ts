import type { Command } from "commander";
import { type AuditChainResult, AuditVerification } from "../../protocols/api/audit.ts";
import { printResults, readHead } from "../host/audit_results.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { CommandFailure, EXIT, usageFailure } from "../failure.ts";
import { withLocal } from "../host/local_store.ts";
import { repeated } from "../terminal/typed_values.ts";

interface Options extends ClientOptions {
  readonly dataDir?: string;
  readonly head?: readonly string[];
}

const PATH = "/audit/verify";
/** How often it is asked how far it has come. */
const POLL_MS = 300;
/** Redrawn at most so often: nobody reads faster. */
const REDRAW_MS = 100;
const BACK = "\r\u001b[K";

/** `audit verify`: through the API, or with `--data-dir` on the disk itself */
export function addAuditVerify(audit: Command, cli: CommandLine): void {
  const { about, options } = cli.texts.audit;
  const command = audit.command("verify").description(about.verify)
    .option("--data-dir <path>", options.dataDir)
    .option("--head <head>", options.head, repeated);
  cli.clientOptions(command);
  cli.examples(command, "audit verify", "audit verify --data-dir /var/lib/signalbox");
  command.action(cli.action((flags: Options) => {
    if (flags.dataDir !== undefined) return verifyHere(flags, flags.dataDir, cli);
    if (flags.head === undefined) return verifyThere(flags, cli);
    throw usageFailure(cli.texts.audit.headNeedsFolder);
  }));
}

function verifyHere(flags: Options, dataDir: string, cli: CommandLine): Promise<number> {
  const { host: { openTrail }, texts, clock } = cli;
  const kept = (flags.head ?? []).map((typed) => readHead(typed, cli));
  if (openTrail === undefined) throw new CommandFailure(texts.audit.notHere);
  return withLocal(cli, { dataDir }, (folder) => openTrail(folder, kept), async (trail) => {
    const progress = progressOf(cli, flags);
    let restedAt = -Infinity;
    try {
      while (!trail.done) {
        trail.step();
        progress.show(trail.results());
        if (clock.now() - restedAt < REDRAW_MS) continue;
        // Ctrl+C is heard in between.
        await clock.sleep(0);
        restedAt = clock.now();
      }
    } finally {
      progress.end();
    }
    return finish(trail.results(), flags, cli);
  });
}

async function verifyThere(flags: Options, cli: CommandLine): Promise<number> {
  const api = cli.api(flags);
  const progress = progressOf(cli, flags);
  let found = await api.ask(AuditVerification, { method: "POST", path: PATH });
  try {
    while (found.state === "running") {
      progress.show(found.chains);
      await cli.clock.sleep(POLL_MS);
      found = await api.ask(AuditVerification, { path: PATH });
    }
  } finally {
    progress.end();
  }
  if (found.state === "sound" || found.state === "broken") return finish(found.chains, flags, cli);
  throw new CommandFailure(
    cli.texts.audit.failed(cli.console.sentence(found.reason ?? found.state)),
  );
}

function finish(
  chains: readonly AuditChainResult[],
  { json }: Options,
  cli: CommandLine,
): number {
  if (!json) return printResults(chains, cli);
  cli.console.json(chains);
  return chains.some(({ fault }) => fault !== null) ? EXIT.failure : EXIT.ok;
}

/** One line on a terminal that tells how far it has come; nothing anywhere else. */
function progressOf({ console, texts, clock }: CommandLine, { json }: Options) {
  const isShown = console.terminal && !json;
  let shownAt = -Infinity;
  return {
    show(chains: readonly AuditChainResult[]) {
      if (!isShown || clock.now() - shownAt < REDRAW_MS) return;
      shownAt = clock.now();
      const done = chains.reduce((sum, { rows }) => sum + rows, 0);
      const total = chains.reduce((sum, { totalRows }) => sum + totalRows, 0);
      console.raw(`${BACK}${texts.audit.examining(done, total)}`);
    },
    end() {
      if (shownAt > -Infinity) console.raw(BACK);
    },
  };
}
