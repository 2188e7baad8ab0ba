import type { ContainerStats } from "../../protocols/mserver/events.ts";
import type { Point } from "./history/point.ts";

const SECOND_MS = 1_000;

/** The point that a reading adds to its container's history; rates come from the reading before. */
export function pointBetween(
  before: { readonly stats: ContainerStats; readonly at: number } | undefined,
  stats: ContainerStats,
  at: number,
): Point {
  // Another container of the same name counts from nothing, as the same one does after a restart.
  const old = before !== undefined && before.stats.id === stats.id ? before.stats : undefined;
  const seconds = before === undefined ? 0 : (at - before.at) / SECOND_MS;
  const { currentBlock, finalizedBlock } = stats;
  return {
    at,
    cpuPercent: stats.cpuPercent,
    memoryBytes: stats.memoryUsedBytes,
    receivedRate: rate(old?.networkReceivedBytes, stats.networkReceivedBytes, seconds),
    sentRate: rate(old?.networkSentBytes, stats.networkSentBytes, seconds),
    readRate: rate(old?.diskReadBytes, stats.diskReadBytes, seconds),
    writtenRate: rate(old?.diskWrittenBytes, stats.diskWrittenBytes, seconds),
    height: currentBlock,
    lag: currentBlock === null || finalizedBlock === null
      ? null
      : Math.max(0, currentBlock - finalizedBlock),
    peers: stats.peers,
    syncState: stats.syncState,
    dataBytes: stats.dataBytes,
  };
}

function rate(before: number | undefined, after: number, seconds: number): number {
  return before === undefined || after < before || seconds <= 0 ? 0 : (after - before) / seconds;
}
