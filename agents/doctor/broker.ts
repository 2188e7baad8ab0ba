import { bad, type Finding, type FindingCode, good } from "./finding.ts";
import { PATIENCE_MS, type Place, reach } from "./reach.ts";

/** An MQTT broker, and who to be there. */
export interface BrokerPlace extends Place {
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/** One line about a broker: the first thing that is in the way, or that it takes us. */
export async function checkBroker(place: BrokerPlace, ca: string | undefined): Promise<Finding> {
  const { host, port } = place;
  for await (const { ok, code, facts } of reach(place, ca)) {
    if (!ok) return bad("broker", code, { ...facts, host, port });
  }
  return await knock(place, ca);
}

/** Says who we are, once. */
export async function knock(place: BrokerPlace, ca: string | undefined): Promise<Finding> {
  const { host, port, secure, user, password } = place;
  // A large library, which no other check needs.
  const { connectAsync } = await import("mqtt");
  try {
    const client = await connectAsync({
      protocol: secure ? "mqtts" : "mqtt",
      host,
      port,
      reconnectPeriod: 0,
      connectTimeout: PATIENCE_MS,
      ...(user === undefined ? {} : { username: user }),
      ...(password === undefined ? {} : { password }),
      ...(ca === undefined ? {} : { ca }),
    });
    await client.endAsync(true);
    return good("broker", "brokerGood", { host, port });
  } catch (cause) {
    return bad("broker", codeOf(cause), { host, port, status: "", server: "" });
  }
}

/** Return codes of MQTT 3.1.1 (section 3.2.2.3): 4 bad user or password, 5 not authorized. */
const DENIED: readonly unknown[] = [4, 5];

function codeOf(cause: unknown): FindingCode {
  const { code, message = "" } = cause as { readonly code?: unknown; readonly message?: string };
  if (DENIED.includes(code)) return "brokerDenies";
  return /timeout|connack/i.test(message) ? "mute" : "otherProgram";
}
