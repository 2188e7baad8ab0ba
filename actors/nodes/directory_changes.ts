import { auditLines } from "../audit/audit_line.ts";
import { accept, refuse } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import { noNode } from "./directory_reads.ts";
import { save } from "./directory_saving.ts";
import type { NodeDirectory, NodeMember, NodesContext } from "./directory_state.ts";
import { sampleNode } from "./host_summary.ts";
import type { NodesMessage } from "./messages.ts";
import { nodeRemoved, nodeSampled } from "./topics.ts";

type Forget = Extract<NodesMessage, { readonly type: "forgetNode" }>;

/** Takes a host out of the fleet, with its containers and their history. Its session keys stay. */
export function forgetNode(directory: NodeDirectory, question: Forget, ctx: NodesContext): void {
  const { serverId, force } = question;
  const member = directory.members.get(serverId);
  if (!member) return ctx.reply(question, noNode(serverId));
  if (member.seat.link?.open && !force) {
    const detail =
      "The host is connected; forgetting it needs force, and it will come back as new.";
    return ctx.reply(question, refuse("conflict", detail, { field: "force" }));
  }
  if (member.seat.unsavedKeys.size > 0) {
    const detail = "A session key of this host is not on the disk yet; it would be lost.";
    return ctx.reply(question, refuse("conflict", detail));
  }
  const reply = ctx.defer(question);
  save(directory, {
    changes: [{ type: "nodeRemoved", serverId }],
    lines: auditLines(question.author, ctx.now(), {
      kind: "node.forgotten",
      key: serverId,
      name: serverId,
      before: factsOf(member),
    }),
    then(cause) {
      if (cause !== undefined) return reply.ok(refuseStorage(cause));
      // Two orders for one host may be on their way to the disk; the first has ended it.
      if (directory.members.get(serverId) === member) {
        directory.members.delete(serverId);
        for (const { record } of member.seat.containers.values()) {
          directory.args.history.tell({ type: "containerGone", containerId: record.id });
        }
        if (member.ref.tell({ type: "forgotten" }) !== "accepted") {
          ctx.stopChild(member.ref, "forgotten");
          member.seat.link?.close(4001, "forgotten by an operator");
        }
        ctx.publish(nodeRemoved, { serverId });
      }
      reply.ok(accept(null));
    },
  }, ctx);
}

/** What it was; its last readings say nothing of it. */
function factsOf(
  { seat: { containers, record: { version, createdAt, peerAddress } } }: NodeMember,
) {
  return { version, createdAt, peerAddress, containers: [...containers.keys()] };
}

/** A second's share of samples. A fleet of 1,000 hosts is gone through in 50 s, one of 10 in 5 s. */
const SAMPLES_A_SECOND = 20;
/** No host is sampled more often than every five seconds: what changes meanwhile that matters is an event. */
const LEAST_ROUND_S = 5;

/**
 * Publishes the readings of a few hosts, in turn. Readings come a thousand times a second in a large fleet, and the
 * event stream keeps 4,000 events for readers that come back: at 20 a second that is some minutes.
 */
export function sampleSome(directory: NodeDirectory, ctx: NodesContext): void {
  const members = [...directory.members.values()];
  const share = Math.min(SAMPLES_A_SECOND, Math.ceil(members.length / LEAST_ROUND_S));
  for (let step = 0; step < share; step++) {
    const member = members[(directory.nextSample + step) % members.length];
    if (member?.seat.link?.open && member.seat.system !== null) {
      ctx.publish(nodeSampled, sampleNode(member.seat, ctx.now()));
    }
  }
  directory.nextSample = members.length === 0 ? 0 : (directory.nextSample + share) % members.length;
}
