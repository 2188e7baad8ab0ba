import { works } from "../../support/machine/system_needs.ts";

/** People and the control host's own API are here; machines of the fleet have addresses beyond. */
const OURS = "127.0.0.0/24";

/** Drops packets on loopback; only for a network namespace of our own. */
export class LoopbackWeather {
  /** Whether this system lets us: the program is there, and knows chance. */
  static get possible(): boolean {
    return works("iptables", ["-m", "statistic", "-h"]) && works("iptables", ["-L", "-n"]);
  }

  /** @param share 0 to 1 of all packets, from now on */
  lose(share: number): void {
    iptables(
      "-A",
      "INPUT",
      "-m",
      "statistic",
      "--mode",
      "random",
      "--probability",
      `${share}`,
      "-j",
      "DROP",
    );
  }

  /** Nothing from or to a machine of the fleet gets through, and nobody is told. */
  cut(): void {
    iptables("-A", "INPUT", "-s", OURS, "-d", OURS, "-j", "ACCEPT");
    iptables("-A", "INPUT", "-j", "DROP");
  }

  clear(): void {
    iptables("-F", "INPUT");
  }
}

function iptables(...args: string[]): void {
  const { success, stderr } = new Deno.Command("iptables", { args }).outputSync();
  if (!success) throw new Error(`iptables ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}
