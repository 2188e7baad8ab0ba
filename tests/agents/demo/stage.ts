import type { DemoFleet, DemoFleetOrder } from "../../../agents/demo/demo_fleet.ts";
import { planDemo } from "../../../agents/demo/demo_plan.ts";
import { DEFAULT_SCALE } from "../../../agents/demo/demo_scale.ts";
import { startDemoFleet } from "../../../agents/demo/start_demo_fleet.ts";
import type { Tuning } from "../../../composition/tuning.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { type HostUnderTest, withControlHost } from "../../support/control_host.ts";
import { eventually } from "../../support/eventually.ts";
import { freePort } from "../../support/machine/free_port.ts";

/** Every member's own first try succeeds; what takes longer is a machine under load. */
export const PATIENCE_MS = 30_000;

/** A control host, and a fleet at it. */
export interface DemoStage extends HostUnderTest {
  readonly fleet: DemoFleet;
  /** `level sentence` of the members, oldest first. */
  readonly said: readonly string[];
}

/** Runs a test on both, and clears them away. */
export async function withDemoStage(
  test: (stage: DemoStage) => Promise<void>,
  changes: Partial<DemoFleetOrder> = {},
  tuning: Tuning = {},
): Promise<void> {
  const { scale = DEFAULT_SCALE, seed = 7 } = changes;
  const addresses = planDemo(scale, seed).cameras.map(({ address }) => address);
  const cameraPort = await freePort("127.0.0.1", ...addresses);
  await withControlHost(
    (host) =>
      withDataDir(async (stateDir) => {
        const said: string[] = [];
        const fleet = await startDemoFleet({
          httpUrl: host.url,
          deviceUrl: { host: "127.0.0.1", port: host.devicePort },
          mqttUrl: `mqtt://127.0.0.1:${host.host.ports.get("mqtt")?.port ?? 0}`,
          cameraPort,
          scale,
          seed,
          stateDir,
          log: (level, sentence) => void said.push(`${level} ${sentence}`),
          ...changes,
        });
        try {
          await test({ ...host, fleet, said });
        } finally {
          await fleet.close();
        }
      }),
    { requestIntervalMs: 500, ...tuning },
    { cameraPort },
  );
}

/** Resolves when all members are there. */
export async function allOnline({ members, started }: DemoFleet): Promise<void> {
  await started;
  const away = () => members.filter(({ online }) => !online).map(({ key }) => key);
  await eventually(away, (keys) => keys.length === 0, PATIENCE_MS);
}
