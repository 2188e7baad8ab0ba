import { z } from "zod";
import type { NodeHealthView } from "./node_health.ts";
import type { SyncStateShape } from "./reading_shape.ts";
import { RpcError, type SubstrateRpc } from "./substrate_rpc.ts";

/** A node that has all blocks and this many that are not final follows a chain that is in trouble. As builds M11. */
const CATCHING_UP_BLOCKS = 100;

const Height = z.number().int().nonnegative();

const Health = z.object({
  peers: Height,
  isSyncing: z.boolean(),
  shouldHavePeers: z.boolean().catch(true),
});
type Health = z.infer<typeof Health>;
const Sync = z.object({
  startingBlock: Height.catch(0),
  currentBlock: Height,
  highestBlock: Height.nullish().catch(null),
});
const BlockHash = z.string().regex(/^0x[0-9a-f]{64}$/);
const Header = z.object({ number: z.string().regex(/^0x[0-9a-f]{1,16}$/) });

/**
 * How a node is doing, by what it says of itself.
 *
 * @throws {RpcError} or an engine's error when it does not say
 */
export async function readChain(
  rpc: SubstrateRpc,
  container: string,
  signal: AbortSignal,
): Promise<NodeHealthView> {
  const [saidHealth, saidSync, saidHash] = await rpc.calls(container, [
    { method: "system_health", params: [] },
    { method: "system_syncState", params: [] },
    { method: "chain_getFinalizedHead", params: [] },
  ], { signal });
  const health = Health.safeParse(saidHealth);
  const sync = Sync.safeParse(saidSync);
  if (!health.success || !sync.success) {
    throw new RpcError("odd", `The node of ${container} does not say how it is`);
  }
  const { startingBlock, currentBlock, highestBlock } = sync.data;
  const finalized = await finalizedBlock(rpc, container, saidHash, signal);
  return {
    sync_state: stateOf(health.data, currentBlock, finalized),
    blockchain: {
      current_block: currentBlock,
      finalized_block: finalized,
      target_block: highestBlock ?? currentBlock,
      starting_block: startingBlock,
      peers: health.data.peers,
    },
  };
}

/** 0 where the node does not say. */
async function finalizedBlock(
  rpc: SubstrateRpc,
  container: string,
  saidHash: unknown,
  signal: AbortSignal,
): Promise<number> {
  const hash = BlockHash.safeParse(saidHash);
  if (!hash.success) return 0;
  const header = Header.safeParse(
    await rpc.call(container, "chain_getHeader", [hash.data], { signal }),
  );
  return header.success ? Number.parseInt(header.data.number, 16) : 0;
}

function stateOf(health: Health, best: number, finalized: number): SyncStateShape {
  if (health.peers === 0 && health.shouldHavePeers) return "no_peers";
  if (health.isSyncing) return "syncing";
  return best - finalized > CATCHING_UP_BLOCKS ? "catching_up" : "synced";
}
