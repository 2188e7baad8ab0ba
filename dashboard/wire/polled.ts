import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { callApi } from "./api.ts";
import { now } from "./clock.ts";
import { type Resource, useResource } from "./resource.ts";

/** While nothing is under way, somebody else may begin. */
const LOOK_MS = 15_000;
/** Often enough to see it move. */
const FOLLOW_MS = 1_000;

/** Something of which no event tells how far it has come: read again every second while `isBusy`. */
export function usePolled<T>(path: string, isBusy: (value: T) => boolean): Resource<T> {
  const everyMs = useSignal(LOOK_MS);
  const resource = useResource<T>(path, (signal) => callApi<T>(path, { signal }), {
    turn: Math.floor(now.value / everyMs.value),
  });
  const { value } = resource;
  const wantedMs = value !== undefined && isBusy(value) ? FOLLOW_MS : LOOK_MS;
  useEffect(() => {
    everyMs.value = wantedMs;
  }, [wantedMs]);
  return resource;
}
