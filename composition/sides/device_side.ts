import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import type { DeviceAcceptors } from "../../adapters/device_port/acceptors.ts";
import { createDeviceHttp } from "../../adapters/device_port/device_http.ts";
import { deviceRoutes } from "../../adapters/http/device_routes.ts";
import { logFault } from "../../adapters/log/mod.ts";
import { hostNames } from "../../adapters/tls/host_names.ts";
import { ensureSelfSigned } from "../../adapters/tls/self_signed.ts";
import type { Quarantine } from "../../adapters/quarantine.ts";
import type { NodeGateway } from "../../adapters/websocket/node_gateway.ts";
import type { OwnCertificate } from "../../command_line/start/serve.ts";
import type { Settings } from "../../command_line/settings/settings.ts";

/** The certificate for the host's names and addresses, kept in the data folder. */
export async function ownCertificate(settings: Settings): Promise<OwnCertificate> {
  const given = (settings.tlsNames ?? "").split(",");
  const { names, complete } = await hostNames([...given, settings.deviceHost]);
  const folder = join(settings.dataDir, "tls");
  const { certPath, keyPath, reason } = await ensureSelfSigned({ folder, names, now: Date.now() });
  return { tlsCert: certPath, tlsKey: keyPath, reason, complete };
}

/** HTTP and upgrades of the device port, and what is in TLS where a certificate is given. */
export async function deviceAcceptors(
  { tlsCert, tlsKey }: Pick<Settings, "tlsCert" | "tlsKey">,
  onRequest: ReturnType<typeof deviceRoutes>,
  nodes: NodeGateway,
  quarantine: Quarantine,
): Promise<DeviceAcceptors> {
  const http = createDeviceHttp({
    onRequest,
    quarantine,
    onUpgrade: (request, socket, head) => nodes.upgrade(request, socket, head),
    onError: (error) => logFault(error, "device-port"),
  });
  const plain: DeviceAcceptors = { http: http.accept, drain: http.drain };
  if (tlsCert === undefined || tlsKey === undefined) return plain;
  const [cert, key] = await Promise.all([readFile(tlsCert, "utf8"), readFile(tlsKey, "utf8")]);
  return { ...plain, tls: { secureContext: createSecureContext({ cert, key }) } };
}
