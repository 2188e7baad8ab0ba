import type { FileSettings } from "./file_settings.ts";
import { type ListProblem, namesTwice } from "./sync.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

/** Checks what no camera shows by itself: names, addresses and relay ports that are given twice. */
export function checkCameraSettings(
  { cameras = [] }: FileSettings,
  texts: Texts,
): readonly ListProblem[] {
  return [
    ...namesTwice("cameras", cameras, texts),
    ...cameras.flatMap(({ address, port, relayPort }, index): ListProblem[] => {
      const before = cameras.slice(0, index);
      const same = before.find((other) =>
        other.address.toLowerCase() === address.toLowerCase() && other.port === port
      );
      if (same !== undefined) {
        const text = texts.lists.sameAddresses(visible(same.name));
        return [{ path: ["cameras", index, "address"], text }];
      }
      const taken = before.find((other) =>
        relayPort !== undefined && other.relayPort === relayPort
      );
      if (taken === undefined) return [];
      const text = texts.lists.sameRelayPort(visible(taken.name));
      return [{ path: ["cameras", index, "relayPort"], text }];
    }),
  ];
}
