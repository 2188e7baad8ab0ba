import { type Display, DisplayDetail } from "../../protocols/api/display.ts";
import type { OldDisplay } from "../../protocols/moving_in/fleet.ts";
import { foldOldName } from "../../protocols/moving_in/names.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { PresentFleet } from "./present_fleet.ts";
import type { Difference, OnConflict, Step } from "./step.ts";

/** The steps for displays, and the number that each has on the control host; undefined until it is there. */
export interface DisplayPlan {
  readonly steps: readonly Step[];
  readonly ids: readonly (number | undefined)[];
}

/** What each display of the old server needs. One is the same display as ours when any of its names leads to that. */
export function planDisplays(
  displays: readonly OldDisplay[],
  present: PresentFleet,
  { api, onConflict }: { readonly api: ApiClient; readonly onConflict: OnConflict },
): DisplayPlan {
  const ids: (number | undefined)[] = [];
  const steps = displays.map((wanted, place): Step => {
    const owners = ownersOf(wanted, present);
    const [owner] = owners;
    ids.push(owner?.id);
    const about = { kind: "displays", name: wanted.name } as const;
    if (owner === undefined) {
      const run = async () => void (ids[place] = (await add(wanted, api)).id);
      return { ...about, verdict: "new", differs: [], run };
    }
    if (owners.length > 1) {
      return { ...about, verdict: "conflict", differs: ["severalDisplays"], run: undefined };
    }
    return { ...about, ...completed(wanted, owner, present, onConflict, api) };
  });
  return { steps, ids };
}

/** The display of the first name comes first. */
function ownersOf({ name, otherNames }: OldDisplay, { displays }: PresentFleet): Display[] {
  const found = [name, ...otherNames].flatMap((each) => displays.get(foldOldName(each)) ?? []);
  return [...new Map(found.map((display) => [display.id, display])).values()];
}

function completed(
  wanted: OldDisplay,
  owner: Display,
  { displays }: PresentFleet,
  onConflict: OnConflict,
  api: ApiClient,
): Pick<Step, "verdict" | "differs" | "run"> {
  const aliases = [wanted.name, ...wanted.otherNames]
    .filter((name) => !displays.has(foldOldName(name)));
  const { macAddress } = wanted;
  const otherMac = macAddress !== null && macAddress !== owner.macAddress;
  const conflict = otherMac && owner.macAddress !== null;
  const takesMac = otherMac && (!conflict || onConflict === "replace");
  const differs: Difference[] = [
    ...(aliases.length > 0 ? ["names"] as const : []),
    ...(otherMac ? ["mac"] as const : []),
  ];
  const body = {
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(takesMac ? { macAddress } : {}),
  };
  const path = `/displays/${encodeURIComponent(owner.name)}`;
  const run = () => api.order({ method: "PATCH", path, body });
  return {
    verdict: conflict ? "conflict" : differs.length > 0 ? "added" : "same",
    differs,
    run: Object.keys(body).length > 0 ? run : undefined,
  };
}

function add(wanted: OldDisplay, api: ApiClient): Promise<DisplayDetail> {
  const { name, otherNames: aliases, macAddress, macByHand, address, port } = wanted;
  const body = {
    ...{ name, aliases, macAddress, macByHand, address },
    ...(port === null ? {} : { port }),
  };
  return api.ask(DisplayDetail, { method: "POST", path: "/displays", body });
}
