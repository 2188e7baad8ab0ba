import type { AuditChainResult, AuditHead } from "../../protocols/api/audit.ts";
import type { CommandLine } from "../command_line.ts";
import { EXIT, usageFailure } from "../failure.ts";

const HEAD = /^(audit|commands):(\d{1,15}):([0-9a-f]{64})$/;

/** `commands:12:4f1d…`: in the log, on paper, and behind `--head`. */
export function headText({ chain, sequence, hash }: AuditHead): string {
  return `${chain}:${sequence}:${hash}`;
}

/** Reads what {@link headText} has made; anything else is a failure of whoever typed it. */
export function readHead(typed: string, { texts }: CommandLine): AuditHead {
  const [, chain, sequence, hash] = HEAD.exec(typed) ?? [];
  if ((chain !== "audit" && chain !== "commands") || hash === undefined) {
    throw usageFailure(`--head: ${texts.audit.badHead}`);
  }
  return { chain, sequence: Number(sequence), hash };
}

/** Says what an examination has found; the exit code is 1 where a chain is broken. */
export function printResults(chains: readonly AuditChainResult[], cli: CommandLine): number {
  const { console, texts: { audit: words } } = cli;
  for (const { chain, rows, anchors, firstSequence, head } of chains) {
    console.line(words.examined(words.chains[chain], rows, anchors, firstSequence));
    console.line(words.head(headText(head)));
  }
  let broken = false;
  for (const { chain, fault } of chains) {
    if (fault === null) continue;
    broken = true;
    const name = words.chains[chain];
    const { sequence, fault: kind, detail } = fault;
    console.warn(words.broken(name, sequence, words.faults[kind], console.sentence(detail)));
  }
  if (!broken) console.line(words.sound);
  return broken ? EXIT.failure : EXIT.ok;
}
