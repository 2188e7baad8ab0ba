import assert from "node:assert/strict";
import { codecString, profileName } from "../../../protocols/video/profile_names.ts";

/** Profile, constraint flags, level, and what people call it (annex A). */
const NAMES: readonly (readonly [number, number, number, string, string])[] = [
  [66, 0x00, 31, "Baseline 3.1", "avc1.42001f"],
  [66, 0x40, 40, "Constrained Baseline 4.0", "avc1.424028"],
  [66, 0x10, 11, "Baseline 1b", "avc1.42100b"],
  [77, 0x00, 11, "Main 1.1", "avc1.4d000b"],
  [88, 0x00, 30, "Extended 3.0", "avc1.58001e"],
  [100, 0x00, 9, "High 1b", "avc1.640009"],
  [100, 0x08, 51, "Progressive High 5.1", "avc1.640833"],
  [100, 0x0c, 51, "Constrained High 5.1", "avc1.640c33"],
  [110, 0x00, 42, "High 10 4.2", "avc1.6e002a"],
  [110, 0x10, 42, "High 10 Intra 4.2", "avc1.6e102a"],
  [122, 0x10, 42, "High 4:2:2 Intra 4.2", "avc1.7a102a"],
  [244, 0x10, 42, "High 4:4:4 Intra 4.2", "avc1.f4102a"],
  [44, 0x10, 42, "CAVLC 4:4:4 Intra 4.2", "avc1.2c102a"],
  [99, 0x00, 20, "Profile 99 2.0", "avc1.630014"],
];

for (const [profile, constraints, level, name, codec] of NAMES) {
  Deno.test(`profileName() says ${name} when the bytes are ${codec}`, () => {
    assert.equal(profileName({ profile, constraints, level }), name);
    assert.equal(codecString({ profile, constraints, level }), codec);
  });
}
