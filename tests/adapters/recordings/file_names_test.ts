import assert from "node:assert/strict";
import fc from "fast-check";
import {
  folderName,
  rowsStart,
  segmentName,
  segmentStart,
} from "../../../adapters/recordings/file_names.ts";

Deno.test("folderName() leaves plain keys as they are", () => {
  for (const key of ["12", "192.0.2.7", "lobby-camera", "cam_1"]) {
    assert.equal(folderName(key), key);
  }
});

Deno.test("folderName() keeps what can be read of other keys", () => {
  assert.match(folderName("Lobby Camera"), /^lobby_camera~[0-9a-f]{12}$/);
  assert.match(folderName("로비 카메라"), /^로비_카메라~[0-9a-f]{12}$/);
  assert.match(folderName("2001:db8::7"), /^2001_db8_7~[0-9a-f]{12}$/);
});

Deno.test("folderName() is one plain name, whatever the key", () => {
  const bad = [
    "",
    ".",
    "..",
    "../../etc",
    "a/b",
    "a\\b",
    "C:",
    "con",
    "NUL.txt",
    "com1",
    "a.",
    " a",
  ];
  const any = fc.oneof(fc.string({ unit: "binary", maxLength: 120 }), fc.constantFrom(...bad));
  fc.assert(fc.property(any, (key) => {
    const name = folderName(key);
    assert.doesNotMatch(name, /[/\\:*?"<>|\p{Cc}]/u);
    assert.doesNotMatch(name, /^\.|[. ]$|^(con|nul|prn|aux|com\d|lpt\d)(\.|$)/i);
    assert.ok(new TextEncoder().encode(name).length <= 255 && name.length > 0);
  }));
});

Deno.test("folderName() keeps keys apart that look alike to a file system", () => {
  const keys = ["cam", "Cam", "CAM", "cam.", "cam ", "c/am", "c\\am", "c:am", "con", "CON"];
  assert.equal(new Set(keys.map((key) => folderName(key).toLowerCase())).size, keys.length);
  const digest = folderName("Cam");
  assert.notEqual(folderName(digest), digest, "nobody can take another one's folder");
});

Deno.test("segmentName() is a time in UTC that segmentStart() reads", () => {
  const at = Date.parse("2026-11-21T10:15:00.042Z");
  assert.equal(segmentName(at), "20261121_101500.042.mp4");
  assert.equal(segmentStart("20261121_101500.042.mp4"), at);
});

Deno.test("segmentStart() and rowsStart() take no other name", () => {
  const others = [
    "../20261121_101500.042.mp4",
    "20261121_101500.mp4",
    "20261321_101500.042.mp4",
    "",
  ];
  for (const name of others) assert.equal(segmentStart(name), undefined, name);
  assert.equal(rowsStart("1793095500000.csv"), 1793095500000);
  assert.equal(rowsStart("x.csv"), undefined);
});
