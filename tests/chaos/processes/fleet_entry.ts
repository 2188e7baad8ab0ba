/**
 * The demo's fleet as a process of its own, beside a control host that may die: the order comes as JSON in the first
 * argument, the first line out says where it can be asked. PUT and DELETE of `/<fault>` begin and end a fault of the
 * demo's; everything else is answered with what members are and have done, by their own account.
 *
 * Not by the demo's own control channel: what that stands on puts another `Response` in the place of the runtime's, on
 * which agents in the same process fail.
 */
import { SYSTEM_CLOCK } from "../../../actors/kernel/mod.ts";
import type { AnyDemoMember } from "../../../agents/demo/demo_members.ts";
import { FaultBoard } from "../../../agents/demo/faults/fault_board.ts";
import { FAULT_SCRIPTS } from "../../../agents/demo/faults/fault_scripts.ts";
import { startDemoFleet } from "../../../agents/demo/start_demo_fleet.ts";
import { seededRandom } from "../../../agents/displays/random.ts";
import { DeedBook } from "./deed_book.ts";
import { DemoFaultName } from "../../../protocols/demo/faults.ts";
import type { FleetOrder } from "../../../protocols/demo/fleet_lines.ts";
import type { FleetPlace, MemberTruth } from "./fleet_truth.ts";

const write = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));

if (import.meta.main) {
  const order: FleetOrder = JSON.parse(Deno.args[0] ?? "{}");
  const book = new DeedBook();
  const fleet = await startDemoFleet({
    ...order,
    onDeed: book.note,
    log: (level, sentence) => level === "error" && write(`fleet: ${sentence}`),
  });
  const random = seededRandom(order.seed);
  const clock = SYSTEM_CLOCK;
  const board = new FaultBoard({
    ready: (name) => FAULT_SCRIPTS[name]({ fleet, clock, random }),
    clock,
    onChange: () => {},
  });
  const all = () => fleet.members.map((member) => truth(member, book));
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const name = DemoFaultName.safeParse(new URL(request.url).pathname.slice(1)).data;
    if (name === undefined) return Response.json({ members: all(), deeds: book.deeds });
    if (request.method === "DELETE") return Response.json({ done: board.clear(name) ?? true });
    return Response.json(board.inject(name));
  });
  const place: FleetPlace = { url: `http://127.0.0.1:${server.addr.port}` };
  write(JSON.stringify(place));
}

function truth(member: AnyDemoMember, book: DeedBook): MemberTruth {
  const { key, kind, build, online } = member;
  const about = { key, build, online };
  switch (kind) {
    case "display":
      return { ...about, kind, running: member.running };
    case "node":
      return {
        ...about,
        kind,
        stopped: member.containers.filter((name) => book.isStopped(key, name)),
      };
    case "sync":
      return { ...about, kind, digit: member.digit };
    case "camera":
      return { ...about, kind };
  }
}
