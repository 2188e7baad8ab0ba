import type { Server } from "node:http";
import type { ActorSystem } from "../actors/kernel/mod.ts";
import { listenerActor, openAgain, type OpenPort } from "../actors/listener.ts";
import type { DeviceAcceptors } from "../adapters/device_port/acceptors.ts";
import { type DevicePortOptions, openDevicePort } from "../adapters/device_port/device_port.ts";
import type { HttpApi } from "../adapters/http/http_api.ts";
import { openHttpServer } from "../adapters/http/server.ts";
import type { Quarantine } from "../adapters/quarantine.ts";
import type { Gateway, GatewayOptions } from "../adapters/socketio/gateway.ts";
import type { Settings } from "../command_line/settings/settings.ts";
import type { PortName, Traffic } from "./sides/metrics_side.ts";
import { PortUnavailable } from "./port_unavailable.ts";

export { PortUnavailable } from "./port_unavailable.ts";

/** How long requests in hand get to finish. */
const CLOSE_PORTS_MS = 2_000;

/** A port to be opened, and how. */
export interface Listener {
  readonly name: string;
  readonly port: number;
  open(port: number): Promise<OpenPort>;
}

/** What the device port is opened with. */
export interface DeviceSide extends Pick<GatewayOptions, "onProblem"> {
  readonly acceptors: DeviceAcceptors;
  readonly limits: NonNullable<DevicePortOptions["limits"]>;
  readonly quarantine: Quarantine;
  readonly load: NonNullable<DevicePortOptions["load"]>;
  /** Of the HTTP port; undefined: its own number. */
  readonly maxHttpPerAddress: number | undefined;
  /** What goes over the ports. */
  readonly traffic: Traffic;
}

/** The ports that the settings ask for. */
export function listenersOf(
  settings: Settings,
  api: HttpApi,
  gateway: Gateway,
  { acceptors, limits, quarantine, load, maxHttpPerAddress, traffic, onProblem }: DeviceSide,
): Listener[] {
  const { ports, messages } = traffic;
  const requested = messages.counter("http");
  const fetch: HttpApi["fetch"] = (request, env) => {
    requested();
    return api.fetch(request, env);
  };
  const openHttp = async (port: number) => {
    const { host } = settings;
    const attach = (server: Server) => {
      gateway.attach(server);
      api.attach(server);
    };
    const server = await openHttpServer({
      host,
      port,
      fetch,
      attach,
      maxConnectionsPerAddress: maxHttpPerAddress,
      quarantine,
      onProblem,
      traffic: ports.get("http"),
    });
    return { ...server.address, failed: server.failed, close: server.close };
  };
  const openDevice = (name: PortName) => async (port: number) => {
    const device = await openDevicePort({
      host: settings.deviceHost,
      port,
      acceptors,
      limits,
      quarantine,
      load,
      traffic: ports.get(name),
      onProblem: ({ kind, peerAddress, detail }) => onProblem(kind, peerAddress, detail),
    });
    const close = (deadlineMs: number) => device.close({ deadlineMs });
    return { ...device.address, failed: device.failed, close };
  };
  const listeners: Listener[] = [
    { name: "http", port: settings.httpPort, open: openHttp },
    { name: "device", port: settings.devicePort, open: openDevice("device") },
  ];
  if (acceptors.tls) {
    listeners.push({ name: "tls", port: settings.tlsPort, open: openDevice("tls") });
  }
  return listeners;
}

/** Opens a port, and has it supervised from then on. Rejects with {@link PortUnavailable}. */
export async function listen(
  system: ActorSystem,
  { name, port, open }: Listener,
): Promise<OpenPort> {
  const first = await open(port).catch((cause) => {
    throw new PortUnavailable(name, port, cause);
  });
  const args = { name, open: openAgain(first, open), closeMs: CLOSE_PORTS_MS };
  system.spawn(listenerActor, args, { key: name });
  return first;
}
