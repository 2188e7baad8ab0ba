import { type FaultScript, switched } from "./fault_script.ts";

/** Part of the fleet's displays whose machines lose their cable. */
const SHARE = 0.25;

/** The cable of some machines is cut: their displays and sync hosts are silent, and nobody is told. */
export const linkLoss: FaultScript = ({ fleet: { displays, syncHosts } }) => {
  const count = Math.ceil(displays.length * SHARE);
  const cut = displays.slice(-count);
  const addresses = new Set(cut.map(({ address }) => address));
  const beside = syncHosts.filter(({ address }) => addresses.has(address));
  return switched(
    [...cut, ...beside],
    (member, on) => on ? member.cutLink() : member.restoreLink(),
  );
};
