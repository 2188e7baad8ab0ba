import type { Camera, CameraPage } from "../../protocols/api/camera.ts";
import type { Api } from "./api.ts";

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
  const page = await api.until<CameraPage>("/api/v1/cameras?limit=500", (each) => {
    const camera = find(each);
    return camera !== undefined && wanted(camera);
  }, timeoutMs);
  const camera = find(page);
  if (camera === undefined) throw new Error(`no camera ${nameOrAddress}`);
  return camera;
}
