import type { Command } from "commander";
import { Right, Role } from "../../protocols/api/token.ts";
import { readNamedFile } from "../agents/agent_file.ts";
import type { CommandLine, SettingsFlags } from "../command_line.ts";
import {
  DOCTOR_KINDS,
  type DoctorFinding,
  type DoctorKind,
  type DoctorOrder,
  type DoctorPlace,
} from "../host/doctor_host.ts";
import { doctorTarget } from "../host/doctor_target.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { wordPlace } from "../agents/serve_sync.ts";
import { oneOf, repeated } from "../terminal/typed_values.ts";
import { visible } from "../terminal/visible.ts";

interface DoctorFlags extends Pick<SettingsFlags, "dataDir" | "mqttUrl"> {
  readonly url?: string;
  readonly token?: string;
  readonly role?: string;
  readonly right?: readonly string[];
  readonly ca?: string;
  readonly config?: string;
  readonly json?: true;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i;

/** `doctor` */
export function addDoctor(program: Command, cli: CommandLine): void {
  const { doctor, options, variableOf } = cli.texts;
  const command = program.command("doctor").description(doctor.about)
    .argument("[kind]", doctor.kind)
    .option("--url <url>", `${doctor.options.url} (${variableOf("SIGNALBOX_URL")})`)
    .option("--token <token>", `${doctor.options.token} (${variableOf("SIGNALBOX_TOKEN")})`)
    .option("--role <role>", doctor.options.role)
    .option("--right <right>", doctor.options.right, repeated)
    .option("--ca <path>", doctor.options.ca)
    .option("--json", options.json);
  cli.settingsOptions(command, ["dataDir", "mqttUrl"]);
  cli.examples(
    command,
    "doctor",
    "doctor --url http://192.0.2.10:8000 --role operate --right exec",
    "doctor display --url 192.0.2.10",
    "doctor node --url wss://control.example:8443 --ca cert.pem",
    "doctor sync --url 192.0.2.10",
    "doctor camera --url mqtt://user:password@192.0.2.10",
  );
  command.action(
    cli.action((kind: string | undefined, flags: DoctorFlags) =>
      examine(cli, oneOf("kind", kind ?? "host", DOCTOR_KINDS, cli.texts), flags)
    ),
  );
}

async function examine(cli: CommandLine, kind: DoctorKind, flags: DoctorFlags): Promise<number> {
  const { host, texts, console } = cli;
  if (host.doctor === undefined) throw usageFailure(texts.doctor.noDoctor);
  const order = await orderOf(cli, kind, flags);
  const findings: DoctorFinding[] = [];
  for await (const finding of host.doctor(order)) findings.push(finding);
  const ok = findings.every((finding) => finding.ok);
  const place = wordPlace({ address: order.place.host, port: order.place.port });
  if (flags.json) {
    const checks = findings.map((finding) => ({ ...finding, ...wordsOf(finding, cli) }));
    console.json({ ok, kind, place, checks });
    return ok ? EXIT.ok : EXIT.failure;
  }
  console.line(console.tableText(["", ...texts.doctor.heads], rowsOf(findings, cli)));
  const failures = findings.filter((finding) => !finding.ok).length;
  console.line("");
  console.line(ok ? texts.doctor.allWell(place) : texts.doctor.inTheWay(failures, place));
  return ok ? EXIT.ok : EXIT.failure;
}

async function orderOf(
  cli: CommandLine,
  kind: DoctorKind,
  flags: DoctorFlags,
): Promise<DoctorOrder> {
  const { host: { version }, texts } = cli;
  const target = targetOf(cli, kind, flags);
  const { host, port, secure, user, password } = target;
  const order = {
    kind,
    place: { host, port, secure },
    version,
    ...(flags.ca === undefined ? {} : { ca: await readNamedFile(flags.ca, cli) }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    token: {
      token: tokenOf(cli, kind, flags),
      role: oneOf("--role", flags.role ?? "view", Role.options, texts),
      rights: (flags.right ?? []).map((word) => oneOf("--right", word, Right.options, texts)),
    },
  };
  return kind === "host" ? { ...order, ...await ownSide(cli, order.place, flags) } : order;
}

/** The address that was typed; else the machine of `SIGNALBOX_URL`, at the port of the kind. */
function targetOf(cli: CommandLine, kind: DoctorKind, { url }: DoctorFlags) {
  const { host: { env }, texts } = cli;
  const known = env.SIGNALBOX_URL?.trim() || "127.0.0.1";
  if (url !== undefined) return doctorTarget(kind, url, texts);
  const client = doctorTarget("host", known, texts);
  if (kind === "host" || kind === "display") return client;
  return doctorTarget(kind, client.host.includes(":") ? `[${client.host}]` : client.host, texts);
}

/** A node host's token is one of its own, and nobody else's. */
function tokenOf({ host: { env } }: CommandLine, kind: DoctorKind, { token }: DoctorFlags) {
  const known = kind === "host" ? env.SIGNALBOX_TOKEN : undefined;
  return (token ?? known)?.trim() || undefined;
}

/** On the control host itself: its broker and its data folder. Elsewhere only where they were named. */
async function ownSide(
  cli: CommandLine,
  place: DoctorPlace,
  { config, dataDir, mqttUrl }: DoctorFlags,
): Promise<Pick<DoctorOrder, "broker" | "dataDir">> {
  const here = LOOPBACK.test(place.host) || config !== undefined;
  if (!here && dataDir === undefined && mqttUrl === undefined) return {};
  const typed: SettingsFlags = {
    ...(config === undefined ? {} : { config }),
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(mqttUrl === undefined ? {} : { mqttUrl }),
  };
  const loaded = await cli.settings(typed);
  if (!loaded.ok) throw usageFailure(loaded.problems.join("\n"));
  const { settings } = loaded;
  const ours = `127.0.0.1:${settings.mqttPort}`;
  return {
    ...(here || mqttUrl !== undefined
      ? { broker: doctorTarget("camera", settings.mqttUrl ?? ours, cli.texts) }
      : {}),
    ...(here || dataDir !== undefined ? { dataDir: settings.dataDir } : {}),
  };
}

/** A sign, the check, and the sentence; below one that failed what to do. */
function rowsOf(findings: readonly DoctorFinding[], cli: CommandLine): string[][] {
  const { checks } = cli.texts.doctor;
  return findings.flatMap((finding) => {
    const { text, hint } = wordsOf(finding, cli);
    const row = [finding.ok ? "✓" : "✗", checks[finding.check] ?? finding.check, text];
    return hint === undefined ? [row] : [row, ["", "", `→ ${hint}`]];
  });
}

function wordsOf({ ok, code, facts }: DoctorFinding, { texts }: CommandLine) {
  const words = texts.doctor.words[code];
  // Names and what others have said may hold anything.
  const shown = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === "string" ? visible(fact) : fact,
    ]),
  );
  const text = words?.says(shown) ?? code;
  const hint = ok ? undefined : words?.hint?.(shown);
  return { text, ...(hint === undefined ? {} : { hint }) };
}
