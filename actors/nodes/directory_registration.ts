import { accept, type Outcome, refuse } from "../outcome.ts";
import { firstSeen } from "./directory_saving.ts";
import {
  admit,
  type NodeDirectory,
  type NodeMember,
  type NodesContext,
} from "./directory_state.ts";
import type { RegisterNode } from "./messages.ts";
import type { NodeRecord } from "./store.ts";

/** An actor's key has no slash and at most 256 characters; the ledger takes the id and a container's name in 255. */
const SERVER_ID = /^[^/\p{Cc}\p{Cs}]{1,64}$/u;
/** Hosts of one address without an id of their own; more are one that cannot keep a connection. */
const MAX_INVENTED = 64;

/** A client has registered: the actor of its server id takes it over. */
export function register(
  directory: NodeDirectory,
  question: RegisterNode,
  ctx: NodesContext,
): void {
  const found = findOrAdd(directory, question, ctx);
  if (!found.ok) return ctx.reply(question, found);
  const { link, version, account, at = null, capabilities = [] } = question;
  const { ref } = found.value;
  const claim = { type: "claimNode", link, version, account, at, capabilities } as const;
  if (ref.tell(claim) !== "accepted") {
    const detail = "The actor of this server id is not running; it will be started again.";
    return ctx.reply(question, refuse("notConnected", detail));
  }
  ctx.reply(question, accept(ref));
}

function findOrAdd(
  directory: NodeDirectory,
  question: RegisterNode,
  ctx: NodesContext,
): Outcome<NodeMember> {
  const serverId = question.serverId || inventId(directory, question.link.peerAddress);
  if (!SERVER_ID.test(serverId)) {
    return refuse("invalid", "A server id has 1 to 64 characters, and no slash.", {
      field: "serverId",
    });
  }
  const known = directory.members.get(serverId);
  if (known) return checkAccount(known, question.account);
  const { maxNodes } = directory.args;
  if (directory.members.size >= maxNodes) {
    return refuse("tooMany", `The fleet is full: at most ${maxNodes} node hosts are kept.`);
  }
  const newcomer = admit(directory, newRecord(serverId, question, ctx.now()), true, ctx);
  firstSeen(directory, serverId, ctx);
  return accept(newcomer);
}

/** A server id that has logged in once is only that account's, until a person forgets the host. */
function checkAccount(member: NodeMember, account: string | null): Outcome<NodeMember> {
  const owner = member.seat.record.account;
  if (owner === null || owner === account) return accept(member);
  return refuse("unauthorized", "This server id belongs to another device account.");
}

/** The same address gets the same id again, so that a restart of the client makes no new host. */
function inventId({ members }: NodeDirectory, peerAddress: string): string {
  for (let number = 1; number < MAX_INVENTED; number++) {
    const id = number === 1 ? `unknown-${peerAddress}` : `unknown-${peerAddress}-${number}`;
    const member = members.get(id);
    if (!member?.seat.link?.open) return id;
  }
  return `unknown-${peerAddress}`;
}

function newRecord(serverId: string, { version, link }: RegisterNode, now: number): NodeRecord {
  return {
    serverId,
    version,
    account: null,
    createdAt: now,
    lastSeenAt: null,
    reportedOffline: false,
    peerAddress: link.peerAddress,
    intervalMs: null,
    configuredNodes: [],
    system: null,
    systemAt: null,
  };
}
