import { type Context, Hono } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { type DemoFault, DemoFaultName, DemoFaultOrder } from "../../../protocols/demo/faults.ts";
import { describeError } from "../../describe_error.ts";
import { FleetAway } from "../process/fleet_requests.ts";

/** What can be asked of a demo's fleet. */
export interface FaultDesk {
  readonly faults: readonly DemoFault[];
  inject(name: DemoFaultName, forMs?: number): Promise<void>;
  clear(name: DemoFaultName): Promise<void>;
}

/** An order is some bytes of JSON. */
const MAX_BODY_BYTES = 4_096;

/** The routes of the control channel, for whoever knows the secret. */
export function controlRoutes(desk: FaultDesk, secret: string): Hono {
  const app = new Hono();
  const list = (context: Context) => context.json({ faults: desk.faults });
  const unauthorized = { message: { reason: "the secret is wrong" } };
  app.use(bearerAuth({
    token: secret,
    noAuthenticationHeader: unauthorized,
    invalidAuthenticationHeader: unauthorized,
    invalidToken: unauthorized,
  }));
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
  app.get("/faults", list);
  app.delete("/faults", async (context) => {
    for (const { name } of desk.faults) await desk.clear(name);
    return list(context);
  });
  app.put("/faults/:name", async (context) => {
    const name = DemoFaultName.safeParse(context.req.param("name"));
    if (!name.success) return context.json({ reason: "there is no such fault" }, 404);
    const order = DemoFaultOrder.safeParse(await context.req.json().catch(() => undefined));
    if (!order.success) return context.json({ reason: order.error.message }, 422);
    await desk.inject(name.data, order.data.forMs);
    return list(context);
  });
  app.delete("/faults/:name", async (context) => {
    const name = DemoFaultName.safeParse(context.req.param("name"));
    if (!name.success) return context.json({ reason: "there is no such fault" }, 404);
    await desk.clear(name.data);
    return list(context);
  });
  app.notFound((context) => context.json({ reason: "there is no such route" }, 404));
  app.onError((cause, context) => {
    if (cause instanceof HTTPException) return cause.getResponse();
    return context.json({ reason: describeError(cause) }, cause instanceof FleetAway ? 503 : 500);
  });
  return app;
}
