import { needing, works } from "./system_needs.ts";

/**
 * Name and `ignore` of a test that lays a cable. Where the machine does not permit namespaces it is skipped even
 * when nothing else is; a missing program is another matter.
 *
 * @param missing what else it needs and is not there, in words
 */
export function needingCable(name: string, missing?: string): ReturnType<typeof needing> {
  if (!works("unshare", ["--net", "true"])) {
    return { name: `${name} (skipped: network namespaces are not permitted here)`, ignore: true };
  }
  const tools = works("ip", ["-V"]) ? undefined : "needs ip of Debian's iproute2";
  return needing(name, tools ?? missing);
}

/** Cables that may lie at once: each has a subnet of its own in 10.199.0.0/16. */
const NUMBERS = 250;
/** Numbers tried before it is no accident any more. */
const MAX_TRIES = 20;

/**
 * A network namespace of its own at the other end of a virtual cable. Cutting the cable is what it is in a hall:
 * no FIN, no RST, just silence.
 */
export class Cable {
  /** Our own address on the cable. */
  readonly hostAddress: string;
  /** Words to put ahead of a program that is to run at the far end. */
  readonly farEnd: readonly string[];
  readonly #namespace: string;
  readonly #interface: string;

  private constructor(id: number) {
    // An interface name has at most 15 characters.
    this.#namespace = `signalbox-${id}`;
    this.#interface = `sbx${id}`;
    this.hostAddress = `10.199.${id}.1`;
    this.farEnd = ["ip", "netns", "exec", this.#namespace];
  }

  /** Takes a number that no other cable has: tests side by side share a process, and other runs this machine. */
  static async lay(): Promise<Cable> {
    const cable = await Cable.#takeNumber();
    try {
      await cable.#build();
      return cable;
    } catch (cause) {
      await cable.remove();
      throw cause;
    }
  }

  static async #takeNumber(): Promise<Cable> {
    for (let tries = 1;; tries++) {
      const cable = new Cable(Math.floor(Math.random() * NUMBERS));
      try {
        await ip("netns", "add", cable.#namespace);
        return cable;
      } catch (cause) {
        if (tries === MAX_TRIES) throw cause;
      }
    }
  }

  cut(): Promise<void> {
    return ip("link", "set", this.#interface, "down");
  }

  mend(): Promise<void> {
    return ip("link", "set", this.#interface, "up");
  }

  /** Takes it all away; nothing may run at the far end any more. */
  async remove(): Promise<void> {
    // The cable goes with the namespace that holds its far end.
    await ip("netns", "del", this.#namespace).catch(() => {});
  }

  async #build(): Promise<void> {
    const near = this.#interface;
    const far = `${near}f`;
    await ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", this.#namespace);
    await ip("addr", "add", `${this.hostAddress}/30`, "dev", near);
    await this.mend();
    const farAddress = this.hostAddress.replace(/1$/, "2");
    await ip("-n", this.#namespace, "addr", "add", `${farAddress}/30`, "dev", far);
    await ip("-n", this.#namespace, "link", "set", far, "up");
  }
}

async function ip(...args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("ip", { args: [...args] }).output();
  if (!success) throw new Error(`ip ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}
