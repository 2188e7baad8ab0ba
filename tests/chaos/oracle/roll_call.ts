import type { Alert } from "../../../protocols/api/alert.ts";
import type { HostAccount } from "./evidence.ts";

/** Which of the fleet's members an alert's subject is: the two sides name them differently. */
export class RollCall {
  readonly #keys = new Map<string, string>();

  constructor({ displays, nodes, syncHosts, cameras }: HostAccount) {
    for (const { id, name } of displays) this.#note("display", String(id), `display:${name}`);
    for (const { serverId, members } of nodes) {
      this.#note("node", serverId, `node:${serverId}`);
      for (const { name } of members) {
        this.#note("container", `${serverId}/${name}`, `node:${serverId}`);
      }
    }
    for (const { id, claimedAddress } of syncHosts) {
      this.#note("syncHost", String(id), `sync:${claimedAddress}`);
    }
    for (const { id, address } of cameras) this.#note("camera", String(id), `camera:${address}`);
  }

  /** Empty for what is no member: a wall, a machine, many at once. */
  membersOf({ kind, key }: Alert["subject"]): readonly string[] {
    const member = this.#keys.get(`${kind}/${key}`);
    return member === undefined ? [] : [member];
  }

  #note(kind: string, key: string, member: string): void {
    this.#keys.set(`${kind}/${key}`, member);
  }
}
