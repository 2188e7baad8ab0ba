import { SYSTEM_CLOCK } from "../actors/kernel/mod.ts";
import type { LoadState } from "../actors/load.ts";
import type { Tree } from "../actors/tree.ts";
import type { deviceRoutes } from "../adapters/http/device_routes.ts";
import type { Quarantine } from "../adapters/quarantine.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../adapters/socketio/gateway.ts";
import { createSyncAcceptor, type SyncAcceptor } from "../adapters/syncguard/acceptor.ts";
import { authenticateByAccounts } from "../adapters/websocket/account_authenticator.ts";
import { createNodeGateway, type NodeGateway } from "../adapters/websocket/node_gateway.ts";
import type { Settings } from "../command_line/settings/settings.ts";
import { deviceAcceptors } from "./sides/device_side.ts";
import type { DeviceSide } from "./listeners.ts";
import type { Traffic } from "./sides/metrics_side.ts";
import type { Tuning } from "./tuning.ts";

/** Connections of people and programs that an address may have beside those of its displays. */
const PEOPLES_CONNECTIONS = 500;

/** Where each kind of member comes in. */
export interface Gates {
  readonly displays: Gateway;
  readonly nodes: NodeGateway;
  readonly syncHosts: SyncAcceptor;
  readonly traffic: Traffic;
  readonly onProblem: GatewayOptions["onProblem"];
  readonly quarantine: Quarantine;
  readonly load: () => LoadState;
}

/** Opens what members come in by; no port yet. */
export function openGates(
  tuning: Tuning,
  tree: Tree,
  watched: Pick<Gates, "traffic" | "onProblem" | "quarantine" | "load">,
): Gates {
  const { syncHosts } = tree;
  const { traffic: { messages }, onProblem, quarantine, load } = watched;
  return {
    displays: createGateway({
      displays: tree.displays,
      onProblem,
      quarantine,
      load,
      onMessage: messages.counter("switchboard"),
      ...tuning.gateway,
    }),
    nodes: createNodeGateway({
      nodes: tree.nodes,
      authenticator: authenticateByAccounts(tree.accounts),
      onProblem,
      load,
      onMessage: messages.counter("mserver"),
      ...tuning.nodeGateway,
    }),
    syncHosts: createSyncAcceptor({
      syncHosts,
      onProblem,
      clock: SYSTEM_CLOCK,
      limits: tuning.syncText ?? {},
      onMessages: messages.counter("syncguard"),
    }),
    ...watched,
  };
}

/** What the device port, and the same over TLS, hands its connections to. */
export async function deviceSide(
  certificate: Pick<Settings, "tlsCert" | "tlsKey">,
  tuning: Tuning,
  { nodes, syncHosts: { text, silent, drainText }, ...gates }: Gates,
  onRequest: ReturnType<typeof deviceRoutes>,
): Promise<DeviceSide> {
  const http = await deviceAcceptors(certificate, onRequest, nodes, gates.quarantine);
  const acceptors = { ...http, text, silent, drainText };
  const ofDisplays = tuning.gateway?.limits?.maxConnectionsPerAddress;
  return {
    ...gates,
    acceptors,
    limits: tuning.devicePort ?? {},
    maxHttpPerAddress: ofDisplays === undefined ? undefined : ofDisplays + PEOPLES_CONNECTIONS,
  };
}
