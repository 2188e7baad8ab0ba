import type { ContainerFacts } from "../../nodes/agent/container_engine.ts";
import { rpcPortOf } from "../../nodes/agent/node_names.ts";
import { BASE_PATH } from "./node_files.ts";
import type { SimulatedContainer } from "./simulated_container.ts";

const MINUTE_MS = 60_000;

/** A container as an engine lists it. */
export function factsOf(container: SimulatedContainer, now: number): ContainerFacts {
  const { id, name, image, nickname, running } = container;
  return {
    id,
    name,
    image,
    nickname,
    state: running ? "running" : "exited",
    status: statusOf(container, now),
    labels: {},
    argv: [
      "/bin/creditcoin3-node",
      "--validator",
      ...["--name", nickname, "--base-path", BASE_PATH, "--chain", "mainnet"],
      ...["--rpc-port", String(rpcPortOf(name) ?? 0)],
    ],
  };
}

function statusOf({ startedAt, stoppedAt }: SimulatedContainer, now: number): string {
  if (startedAt !== undefined) return `Up ${spanOf(now - startedAt)}`;
  return `Exited (0) ${spanOf(now - (stoppedAt ?? now))} ago`;
}

/** As Docker words it, roughly. */
function spanOf(ms: number): string {
  const minutes = ms / MINUTE_MS;
  if (minutes < 2) return `${Math.floor(ms / 1_000)} seconds`;
  if (minutes < 120) return `${Math.floor(minutes)} minutes`;
  return minutes < 2_880
    ? `${Math.floor(minutes / 60)} hours`
    : `${Math.floor(minutes / 1_440)} days`;
}
