import assert from "node:assert/strict";
import { join } from "node:path";
import { ControlClient, findDemos } from "../../../../agents/demo/control/control_client.ts";
import { controlRoutes, type FaultDesk } from "../../../../agents/demo/control/control_routes.ts";
import { openControl } from "../../../../agents/demo/control/control_server.ts";
import { cardFolder, leaveCard, readCards } from "../../../../agents/demo/control/demo_card.ts";
import { FleetAway } from "../../../../agents/demo/process/fleet_requests.ts";
import type { DemoFault, DemoFaultName } from "../../../../protocols/demo/faults.ts";
import { withDataDir } from "../../../adapters/sqlite/with_data_dir.ts";

const SECRET = "a".repeat(64);

class FakeDesk implements FaultDesk {
  faults: DemoFault[] = [];
  failure: Error | undefined;

  inject(name: DemoFaultName, forMs?: number): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const until = forMs === undefined ? {} : { until: forMs };
    this.faults.push({ name, members: ["display:Display_07"], since: 0, ...until });
    return Promise.resolve();
  }

  clear(name: DemoFaultName): Promise<void> {
    this.faults = this.faults.filter((fault) => fault.name !== name);
    return Promise.resolve();
  }
}

async function ask(desk: FaultDesk, method: string, path: string, body?: string, secret = SECRET) {
  const response = await controlRoutes(desk, SECRET).request(path, {
    method,
    headers: { authorization: `Bearer ${secret}` },
    ...(body === undefined ? {} : { body }),
  });
  return [response.status, await response.json()] as const;
}

Deno.test("controlRoutes() begins, lists and clears faults", async () => {
  const desk = new FakeDesk();
  const fault = { name: "link-loss", members: ["display:Display_07"], since: 0, until: 30_000 };
  const put = await ask(desk, "PUT", "/faults/link-loss", '{"forMs":30000}');
  assert.deepEqual(put, [200, { faults: [fault] }]);
  await ask(desk, "PUT", "/faults/sync-loss", "{}");
  assert.deepEqual(await ask(desk, "GET", "/faults"), [200, { faults: desk.faults }]);
  await ask(desk, "DELETE", "/faults/sync-loss");
  assert.deepEqual(desk.faults, [fault]);
  await ask(desk, "PUT", "/faults/sync-loss", "{}");
  assert.deepEqual(await ask(desk, "DELETE", "/faults"), [200, { faults: [] }]);
});

const REFUSED: readonly (readonly [status: number, method: string, path: string, body?: string])[] =
  [
    [404, "PUT", "/faults/earthquake", "{}"],
    [404, "DELETE", "/faults/earthquake"],
    [404, "GET", "/"],
    [422, "PUT", "/faults/link-loss", "not JSON"],
    [422, "PUT", "/faults/link-loss", '{"forMs":999}'],
    [422, "PUT", "/faults/link-loss", '{"forMs":86400001}'],
    [422, "PUT", "/faults/link-loss", '{"for":"30s"}'],
  ];

for (const [status, method, path, body] of REFUSED) {
  Deno.test(`controlRoutes() answers ${status} to ${method} ${path} ${body ?? ""}`, async () => {
    const desk = new FakeDesk();
    const [answered, { reason }] = await ask(desk, method, path, body);
    assert.deepEqual([answered, typeof reason, desk.faults], [status, "string", []]);
  });
}

Deno.test("controlRoutes() does nothing for who does not know the secret", async () => {
  const desk = new FakeDesk();
  for (const secret of ["b".repeat(64), "", SECRET.slice(1)]) {
    const [status] = await ask(desk, "PUT", "/faults/link-loss", "{}", secret);
    assert.ok([400, 401].includes(status), String(status));
  }
  assert.deepEqual(desk.faults, []);
});

Deno.test("controlRoutes() answers 503 while the fleet is being started again", async () => {
  const desk = new FakeDesk();
  desk.failure = new FleetAway();
  const reason = "the fleet is being started again";
  assert.deepEqual(await ask(desk, "PUT", "/faults/link-loss", "{}"), [503, { reason }]);
});

Deno.test("ControlClient says what a demo has against it, in its words", async () => {
  const desk = new FakeDesk();
  const { url, secret, close } = await openControl(desk);
  try {
    const card = { pid: 1, control: url, secret, httpPort: 8000 };
    const client = new ControlClient(card);
    const [fault] = await client.inject("link-loss", { forMs: 1_000 });
    assert.equal(fault?.name, "link-loss");
    assert.deepEqual(await client.clear(undefined), []);
    desk.failure = new FleetAway();
    await assert.rejects(
      client.inject("link-loss", {}),
      /^Error: the fleet is being started again$/,
    );
    const stranger = new ControlClient({ ...card, secret: SECRET });
    await assert.rejects(stranger.list(), /the secret is wrong/);
  } finally {
    close();
  }
});

Deno.test("findDemos() finds those that run, and takes the cards of the others away", async () => {
  await withDataDir(async (home) => {
    const folder = cardFolder(home);
    assert.deepEqual(await findDemos(folder), []);
    const first = await openControl(new FakeDesk());
    const second = await openControl(new FakeDesk());
    const card = { httpPort: 8000, control: first.url, secret: first.secret };
    const dropFirst = await leaveCard(folder, { ...card, pid: 1 });
    await leaveCard(folder, { httpPort: 8001, control: second.url, secret: second.secret, pid: 2 });
    await Deno.writeTextFile(join(folder, "3.json"), "half a card {");
    const found = await findDemos(folder);
    assert.deepEqual(found.map(({ httpPort }) => httpPort).toSorted(), [8000, 8001]);
    second.close();
    assert.deepEqual((await findDemos(folder)).map(({ httpPort }) => httpPort), [8000]);
    assert.deepEqual((await readCards(folder)).map(({ pid }) => pid), [1]);
    await dropFirst();
    first.close();
    assert.deepEqual(await readCards(folder), []);
  });
});

Deno.test({
  name: "leaveCard() lets nobody else read the secret",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withDataDir(async (home) => {
      const folder = cardFolder(home);
      const card = { pid: 7, control: "http://127.0.0.1:1", secret: SECRET, httpPort: 8000 };
      await leaveCard(folder, card);
      await leaveCard(folder, card);
      const modeOf = async (path: string) => ((await Deno.stat(path)).mode ?? 0) & 0o777;
      assert.deepEqual([await modeOf(folder), await modeOf(join(folder, "7.json"))], [
        0o700,
        0o600,
      ]);
      assert.deepEqual(await readCards(folder), [card]);
    }),
});
