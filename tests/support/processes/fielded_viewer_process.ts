import { fileURLToPath } from "node:url";
import { PythonProgram } from "../machine/python.ts";

/** In the field it is 15; nothing else is changed. */
const ASK_EVERY_S = 1;
const SCRIPT = new URL("../../fixtures/field_viewers/v3.py", import.meta.url);

/** Runs a test with a viewer of build V3, which records into a folder of its own. */
export async function withV3(
  brokerPort: number,
  cameraPort: number,
  test: (viewer: PythonProgram, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const words = [brokerPort, cameraPort, folder, ASK_EVERY_S].map(String);
  const viewer = new PythonProgram(fileURLToPath(SCRIPT), words);
  try {
    await test(viewer, folder);
  } finally {
    await viewer.stop();
    await Deno.remove(folder, { recursive: true });
  }
}
