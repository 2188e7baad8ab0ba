import type { Order } from "../../../actors/ledger/command.ts";
import type { DisplayOrder } from "../../../protocols/api/order.ts";

/** What a display is to do, as the ledger keeps it. */
export function displayOrderOf(wanted: DisplayOrder): Order {
  switch (wanted.action) {
    case "execute":
      return { action: "execute", params: { command: wanted.command, presetId: wanted.presetId } };
    case "stop":
      return { action: "stop", params: { presetId: wanted.presetId } };
    case "check":
      return { action: "check", params: {} };
    case "wake":
      return { action: "wake", params: {} };
    case "power":
      return { action: "power", params: { what: wanted.what } };
  }
}
