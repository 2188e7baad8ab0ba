import assert from "node:assert/strict";
import { Api } from "../api/api.ts";
import { Lines } from "../lines.ts";
import { projectTask } from "./project_task.ts";
import { signalChild } from "./signal_child.ts";

/** From a cold start to the last line; nothing but a defect lets it pass. */
const PATIENCE_MS = 30_000;
const LOOPBACK = ["--host", "127.0.0.1", "--device-host", "127.0.0.1"];
const ANY_PORTS = ["http", "device", "mqtt", "relay"].flatMap((name) => [`--${name}-port`, "0"]);

/** A control host as `deno task start` runs it. */
export interface StartedHost {
  readonly url: string;
  /** The admin token that it has printed. */
  readonly token: string;
  readonly api: Api;
  /** The port behind a name of the start-up lines. */
  port(name: string): number;
}

/** Runs a test on it; after SIGTERM it must end with exit code 0. @param words more flags */
export async function withStartedHost(
  dataDir: string,
  words: readonly string[],
  test: (host: StartedHost) => Promise<void>,
): Promise<void> {
  const flags = [...LOOPBACK, ...ANY_PORTS, "--data-dir", dataDir, ...words];
  const child = projectTask("start", flags, {}).spawn();
  const [out, err] = [new Lines(child.stdout), new Lines(child.stderr)];
  try {
    await err.find((line) => line.startsWith("Signalbox is ready"), PATIENCE_MS);
    const port = (name: string) =>
      Number(findIn(err, new RegExp(`^ +${name} +127\\.0\\.0\\.1:(\\d+)`)));
    const [url, token] = [`http://127.0.0.1:${port("http")}`, findIn(err, /^ *(sbx_\S+)$/)];
    await test({ url, token, port, api: new Api(url, token) });
  } finally {
    signalChild(child, "SIGTERM");
    const { code } = await child.status;
    await Promise.all([out.ended, err.ended]);
    assert.equal(code, 0, err.all.slice(-20).join("\n"));
  }
  assert.match(err.all.at(-1) ?? "", /^Stopped in \d+ ms\.$/);
}

function findIn({ all }: Lines, pattern: RegExp): string {
  const [, found] = all.map((line) => pattern.exec(line)).find(Boolean) ?? [];
  return found ?? assert.fail(`no ${pattern} in:\n${all.join("\n")}`);
}
