import type { Settings } from "../settings/settings_table.ts";
import type { StartTexts } from "../texts/start.ts";

/** One thing that a program may be allowed by the runtime that it is started with. */
export type Permission =
  | { readonly name: "net"; readonly host: string }
  | { readonly name: "read" | "write"; readonly path: string }
  | { readonly name: "env"; readonly variable: string }
  | { readonly name: "sys"; readonly kind: "statfs" };

/** Answers whether something is allowed, and asks nobody for it. */
export type MayDo = (permission: Permission) => boolean;

/**
 * One line for each permission without which a control host cannot run: what it is for, and the flag that gives it. Only
 * what these settings need is looked for, so that a start with narrow permissions is as good as one with wide ones.
 */
export function missingPermissions(settings: Settings, may: MayDo, texts: StartTexts): string[] {
  const { host, deviceHost, httpPort, devicePort, mqttPort, mqttUrl, dataDir } = settings;
  const ports = [
    hostPort(host, httpPort),
    hostPort(deviceHost, devicePort),
    ...(mqttUrl === undefined ? [hostPort(deviceHost, mqttPort)] : []),
  ];
  const closed = ports.find((each) => !may({ name: "net", host: each }));
  const lines: string[] = [];
  if (closed !== undefined) lines.push(texts.permissions.net(closed));
  for (const name of ["read", "write"] as const) {
    if (!may({ name, path: dataDir })) lines.push(texts.permissions[name](dataDir));
  }
  if (!may({ name: "env", variable: "SIGNALBOX_DATA_DIR" })) lines.push(texts.permissions.env);
  return lines;
}

/** One line for each permission that a control host does without, and what is lost by that. */
export function lostPermissions(may: MayDo, texts: StartTexts): string[] {
  return may({ name: "sys", kind: "statfs" }) ? [] : [texts.permissions.statfs];
}

function hostPort(host: string, port: number): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
