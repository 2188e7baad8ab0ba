import { type FaultScript, nth } from "./fault_script.ts";
import { GarbageLine } from "./garbage_line.ts";

/**
 * A sync host has gone mad: from its address comes garbage of every kind in place of its lines. It is silent, as far
 * as anybody can tell, and nobody else is touched.
 */
export const garbageSender: FaultScript = ({ fleet, clock, random }) => {
  const senders = nth(fleet.syncHosts, Infinity);
  const { host, port } = fleet.order.deviceUrl;
  const lines = senders.map(({ address }) =>
    new GarbageLine({ target: { host, port }, localAddress: address, clock, random })
  );
  return {
    members: senders.map(({ key }) => key),
    begin() {
      for (const sender of senders) sender.cutLink();
      for (const line of lines) line.start();
    },
    end() {
      for (const line of lines) line.stop();
      for (const sender of senders) sender.restoreLink();
    },
  };
};
