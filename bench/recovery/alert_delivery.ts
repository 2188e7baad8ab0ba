import { createServer } from "node:http";
import type { LivenessVerdict } from "../../protocols/api/liveness.ts";
import type { JsonPosting } from "../../protocols/alert_posting/plain_json.ts";
import { ControlHostProcess } from "../../tests/support/processes/control_host_process.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { type Figure, milliseconds } from "../displays/figure.ts";
import { summarise } from "../displays/statistics.ts";
import { StormDisplay } from "../storm/storm_display.ts";
import type { YearFolder } from "./data.ts";
import { list } from "./site.ts";

/** One fewer than make one alert of the whole fleet. */
const DISPLAYS = 9;
/** They are called offline after 30 s, and people are told 5 s later at the soonest. */
const PATIENCE_MS = 120_000;
const MAX_OWN_MS = 500;

interface Arrived {
  readonly posting: JsonPosting;
  readonly at: number;
}

/** How long an alert takes from a member that is called offline to the receiver of a webhook, beside a year of history. */
export async function alertDelivery({ dataDir }: YearFolder): Promise<Figure[]> {
  const arrived = new Map<string, Arrived>();
  const receiver = createServer(async (request, response) => {
    const at = Date.now();
    const posting: JsonPosting = JSON.parse((await request.toArray()).join(""));
    const name = posting.data.alert?.subject.name;
    if (posting.type === "alert.opened" && name !== undefined) arrived.set(name, { posting, at });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  const port = typeof address === "object" ? address?.port : 0;
  const channel = { name: "Bench", kind: "webhook", url: `http://127.0.0.1:${port}/` } as const;
  const rules = { offline: { afterSeconds: 0 } };
  const settings = { alertChannels: [{ ...channel, ratePerMinute: 600 }], alerts: { rules } };
  const host = await ControlHostProcess.start(dataDir, settings, { warmUpMs: 1_000 });
  try {
    return figuresOf(await loseDisplays(host, arrived));
  } finally {
    await host.stop();
    receiver.closeAllConnections();
    receiver.close();
  }
}

interface Told extends Arrived {
  /** Epoch ms at which the display was called offline. */
  readonly offlineAt: number;
}

async function loseDisplays(
  host: ControlHostProcess,
  arrived: ReadonlyMap<string, Arrived>,
): Promise<readonly Told[]> {
  const names = list(DISPLAYS, (n) => `Alert-${n}-${Date.now()}`);
  const registered = new Set<StormDisplay>();
  const watcher = {
    opened() {},
    registered: (display: StormDisplay) => void registered.add(display),
    failed() {},
    executed() {},
  };
  const displays = names.map((name, n) =>
    new StormDisplay({ url: host.url, name, from: `127.0.2.${10 + n}`, watcher })
  );
  await eventually(() => registered.size, (count) => count === DISPLAYS, PATIENCE_MS);
  for (const display of displays) display.close();
  await eventually(
    () => names.filter((name) => !arrived.has(name)),
    (missing) => missing.length === 0,
    PATIENCE_MS,
  );
  return await Promise.all(names.map(async (name) => {
    const { liveness } = await host.api.call<{ readonly liveness: LivenessVerdict }>(
      `/api/v1/displays/${name}`,
    );
    const found = arrived.get(name);
    if (found === undefined) throw new Error(`nothing was told of ${name}`);
    return { ...found, offlineAt: Date.parse(liveness.since ?? "") };
  }));
}

function figuresOf(told: readonly Told[]): Figure[] {
  const openedAt = ({ posting }: Told) => Date.parse(posting.data.alert?.openedAt ?? "");
  const noticing = summarise(told.map((each) => openedAt(each) - each.offlineAt));
  const sending = summarise(told.map(({ posting, at }) => at - Date.parse(posting.timestamp)));
  const own = summarise(
    told.map((each) =>
      openedAt(each) - each.offlineAt + each.at - Date.parse(each.posting.timestamp)
    ),
  );
  const waiting = summarise(
    told.map((each) => Date.parse(each.posting.timestamp) - openedAt(each)),
  );
  return [{
    arm: "alert: called offline → webhook received, without the rules' own waiting",
    figure: milliseconds(own.median),
    target: `<= ${MAX_OWN_MS} ms`,
    met: own.most <= MAX_OWN_MS,
    remark: `slowest of ${told.length} ${milliseconds(own.most)}; offline → alert ` +
      `${milliseconds(noticing.median)}, notice → received ${
        milliseconds(sending.median)
      }; in between ` +
      `it waits ${milliseconds(waiting.median)} for others of the same cause`,
  }];
}
