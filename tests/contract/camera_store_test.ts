import assert from "node:assert/strict";
import type { CameraRecord } from "../../actors/cameras/store.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { AT } from "../support/stores/store_samples.ts";
import { checkBothStores } from "./both_stores.ts";

const EMPTY: CameraRecord = {
  id: 1,
  name: null,
  address: "10.0.0.77",
  port: 8000,
  createdAt: AT,
  answeredAt: null,
  lastSeenAt: null,
  reportedOffline: false,
  recordingSince: null,
};

const FULL: CameraRecord = {
  id: 2,
  name: "정문 Gate",
  address: "gate.example",
  port: 9000,
  createdAt: AT + 1,
  answeredAt: AT + 2,
  lastSeenAt: AT + 3,
  reportedOffline: true,
  recordingSince: AT + 4,
};

const saved = (camera: CameraRecord) => ({ type: "cameraSaved", camera }) as const;

checkBothStores("camera store", {
  async "cameras() gives back every field, by id"({ cameras }) {
    await cameras.commit([saved(FULL), saved(EMPTY)]);
    assert.deepEqual(cameras.cameras(), [EMPTY, FULL]);
    const changed = { ...FULL, name: null, recordingSince: null, address: "10.0.0.78" };
    await cameras.commit([saved(changed)]);
    assert.deepEqual(cameras.cameras(), [EMPTY, changed]);
  },

  async "cameras() is without a camera that was removed"({ cameras }) {
    await cameras.commit([saved(EMPTY), saved(FULL)]);
    await cameras.commit([{ type: "cameraRemoved", id: 1 }]);
    assert.deepEqual(cameras.cameras(), [FULL]);
  },

  async "siteRecording() is what was saved last"({ cameras }) {
    assert.equal(cameras.siteRecording(), null);
    await cameras.commit([{ type: "siteRecordingSaved", since: AT }]);
    assert.equal(cameras.siteRecording(), AT);
    await cameras.commit([{ type: "siteRecordingSaved", since: null }]);
    assert.equal(cameras.siteRecording(), null);
  },

  async "nextCameraId() never gives an id twice"({ cameras }) {
    const id = cameras.nextCameraId();
    await cameras.commit([saved({ ...EMPTY, id })]);
    await cameras.commit([{ type: "cameraRemoved", id }]);
    assert.equal(cameras.nextCameraId(), id + 1);
  },
});

Deno.test("camera store on disk: what it holds is there when it is opened again, ids included", () =>
  withDataDir(async (dataDir) => {
    const before = await openDatabase({ dataDir });
    await before.cameras.commit([saved(EMPTY), saved(FULL)]);
    await before.cameras.commit([{ type: "cameraRemoved", id: 2 }]);
    await before.cameras.commit([{ type: "siteRecordingSaved", since: AT }]);
    await before.close();
    const { cameras, close } = await openDatabase({ dataDir });
    try {
      assert.deepEqual(cameras.cameras(), [EMPTY]);
      assert.deepEqual([cameras.nextCameraId(), cameras.siteRecording()], [3, AT]);
    } finally {
      await close();
    }
  }));
