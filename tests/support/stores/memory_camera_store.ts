import type { CameraChange, CameraRecord, CameraStore } from "../../../actors/cameras/store.ts";
import { CommitGate } from "./commit_gate.ts";

/** Cameras in memory. */
export class MemoryCameraStore implements CameraStore {
  readonly gate = new CommitGate();
  readonly #cameras = new Map<number, CameraRecord>();
  #siteRecording: number | null = null;
  #lastId = 0;

  commit(changes: readonly CameraChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  cameras(): readonly CameraRecord[] {
    return [...this.#cameras.values()].sort((a, b) => a.id - b.id);
  }

  nextCameraId(): number {
    return ++this.#lastId;
  }

  siteRecording(): number | null {
    return this.#siteRecording;
  }

  #apply(change: CameraChange): void {
    switch (change.type) {
      case "cameraSaved":
        this.#lastId = Math.max(this.#lastId, change.camera.id);
        this.#cameras.set(change.camera.id, change.camera);
        return;
      case "cameraRemoved":
        this.#cameras.delete(change.id);
        return;
      case "siteRecordingSaved":
        this.#siteRecording = change.since;
    }
  }
}
