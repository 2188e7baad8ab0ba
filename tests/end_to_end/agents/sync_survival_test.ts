import assert from "node:assert/strict";
import type { SyncHost, SyncHostHistory } from "../../../protocols/api/sync_host.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { AgentProcess } from "../../support/processes/agent_process.ts";
import type { Api } from "../../support/api/api.ts";
import { Cable, needingCable } from "../../support/machine/cable.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { missingSmallDisk, withSmallDisk } from "../../support/machine/small_disk.ts";
import { needing, needingLong } from "../../support/machine/system_needs.ts";

const NAME = "Wall-L2";
const PATH = `/api/v1/sync-hosts/${NAME}`;
const CLAIM = "10.20.0.31";
const PATIENCE_MS = 90_000;

/** A sync agent that can be killed and started again, and the file that holds the state of its card. */
class Machine {
  #agent: AgentProcess | undefined;
  readonly #words: readonly string[];
  readonly #card: string;

  constructor(target: string, port: number, folder: string, private readonly before?: Cable) {
    this.#card = `${folder}/card`;
    this.#words = [
      ...["sync", "--state-file", this.#card, "--port", "off", "--claim", CLAIM],
      ...["--target-ip", target, "--target-port", String(port)],
    ];
  }

  turn(state: string): Promise<void> {
    return Deno.writeTextFile(this.#card, state);
  }

  start(): void {
    this.#agent = new AgentProcess({ words: this.#words, before: this.before?.farEnd ?? [] });
  }

  async end(signal: Deno.Signal = "SIGTERM"): Promise<void> {
    await this.#agent?.end(signal);
    this.#agent = undefined;
  }
}

function startHost(dataDir: string): Promise<ControlHostProcess> {
  const syncHosts = [{ name: NAME, claimed: CLAIM }];
  return ControlHostProcess.start(dataDir, { deviceHost: "0.0.0.0", syncHosts }, { warmUpMs: 0 });
}

async function shows(api: Api, state: string): Promise<void> {
  await api.until<SyncHost>(
    PATH,
    (host) => host.state === state && host.liveness.state === "online",
    PATIENCE_MS,
  );
}

/** Each state that it went to, oldest first. */
async function statesOf(api: Api): Promise<readonly string[]> {
  const { items } = await api.call<SyncHostHistory>(`${PATH}/history?limit=500`);
  return items.filter(({ kind }) => kind === "state").sort((one, other) => one.id - other.id)
    .map(({ to }) => to);
}

Deno.test("signalbox agent sync tells each change once through a kill -9 of the control host and of itself", () =>
  withDataDir(async (dataDir) => {
    let host = await startHost(dataDir);
    const machine = new Machine("127.0.0.1", host.ready.devicePort, dataDir);
    try {
      await machine.turn("master");
      machine.start();
      await shows(host.api, "master");
      await host.kill();
      await machine.turn("slave");
      host = await host.again();
      await shows(host.api, "slave");
      await machine.end("SIGKILL");
      await machine.turn("error");
      machine.start();
      await shows(host.api, "error");
      assert.deepEqual(await statesOf(host.api), ["master", "slave", "error"]);
    } finally {
      await machine.end();
      await host.stop();
    }
  }));

/** Cuts the cable for so long, and turns the state meanwhile. */
function throughSilence(cutMs: number): Promise<void> {
  return withDataDir(async (dataDir) => {
    const cable = await Cable.lay();
    const host = await startHost(dataDir);
    const machine = new Machine(cable.hostAddress, host.ready.devicePort, dataDir, cable);
    try {
      await machine.turn("master");
      machine.start();
      await shows(host.api, "master");
      await cable.cut();
      await machine.turn("slave");
      await new Promise((resolve) => setTimeout(resolve, cutMs));
      await cable.mend();
      await shows(host.api, "slave");
      assert.deepEqual(await statesOf(host.api), ["master", "slave"]);
    } finally {
      await machine.end();
      await host.stop();
      await cable.remove();
    }
  });
}

Deno.test({
  ...needingCable("signalbox agent sync tells what has changed while its cable was cut, once"),
  fn: () => throughSilence(8_000),
});

Deno.test({
  ...needingLong("signalbox agent sync survives 60 s of packet loss", undefined),
  fn: () => throughSilence(60_000),
});

Deno.test({
  ...needing(
    "signalbox agent sync says error when a full disk has swallowed its state, and the state again later",
    await missingSmallDisk(),
  ),
  fn: () =>
    withSmallDisk("64k", (folder) =>
      withDataDir(async (dataDir) => {
        const host = await startHost(dataDir);
        const machine = new Machine("127.0.0.1", host.ready.devicePort, folder);
        try {
          await machine.turn("master");
          machine.start();
          await shows(host.api, "master");
          // What is left of a file whose new text did not fit any more.
          await machine.turn("");
          const ballast = new Uint8Array(64 * 1_024);
          await Deno.writeFile(`${folder}/ballast`, ballast).catch(() => {});
          await assert.rejects(() => machine.turn("slave"), /space/i);
          await shows(host.api, "error");
          await Deno.remove(`${folder}/ballast`);
          await machine.turn("slave");
          await shows(host.api, "slave");
          assert.deepEqual(await statesOf(host.api), ["master", "error", "slave"]);
        } finally {
          await machine.end();
          await host.stop();
        }
      })),
});
