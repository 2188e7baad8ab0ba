import type { Camera, CameraPage } from "../../../protocols/api/camera.ts";
import type { Api } from "../api/api.ts";

/** True for a camera that streams and has said what. */
export function streams({ stream, picture }: Camera): boolean {
  return stream === "streaming" && picture !== null;
}

/** A camera by name or address, once it is known and as wanted. Rejects after `timeoutMs`. */
export async function cameraOnce(
  { api }: { readonly api: Api },
  nameOrAddress: string,
  timeoutMs: number,
  wanted: (camera: Camera) => boolean = streams,
): Promise<Camera> {
  const find = ({ items }: CameraPage) =>
    items.find(({ name, address }) => name === nameOrAddress || address === nameOrAddress);
  let last: Camera | undefined;
  const isFound = (page: CameraPage) => {
    last = find(page);
    return last !== undefined && wanted(last);
  };
  try {
    await api.until<CameraPage>("/api/v1/cameras?limit=500", isFound, timeoutMs);
  } catch (cause) {
    throw new Error(`${nameOrAddress} did not become as wanted: ${JSON.stringify(last)}`, {
      cause,
    });
  }
  if (last === undefined) throw new Error(`no camera ${nameOrAddress}`);
  return last;
}
