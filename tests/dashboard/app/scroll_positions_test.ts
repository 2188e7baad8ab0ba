import assert from "node:assert/strict";
import { ScrollPositions } from "../../../dashboard/app/scroll_positions.ts";

Deno.test("ScrollPositions begins a new page at its top, and finds an old one where it was left", () => {
  const positions = new ScrollPositions("");
  positions.saw(900);
  assert.equal(positions.arrive(undefined, "displays/1"), 0);
  const display = positions.visit;
  positions.saw(40);
  assert.equal(positions.arrive(0, ""), 900);
  assert.equal(positions.arrive(display, "displays/1"), 40);
});

Deno.test("ScrollPositions stays where it is when only a tab or a filter of the page changes", () => {
  const positions = new ScrollPositions("displays/1");
  positions.saw(300);
  assert.equal(positions.arrive(undefined, "displays/1"), undefined);
  positions.saw(350);
  assert.equal(positions.arrive(0, "displays/1"), 300);
});

Deno.test("ScrollPositions gives no step the number of another, after a reload either", () => {
  const positions = new ScrollPositions("nodes", 7);
  positions.arrive(undefined, "walls");
  assert.equal(positions.visit, 8);
  assert.equal(positions.arrive(12, ""), 0, "a step of before the reload");
  positions.arrive(undefined, "walls");
  assert.equal(positions.visit, 13);
});

Deno.test("ScrollPositions forgets the oldest of many steps", () => {
  const positions = new ScrollPositions("0");
  positions.saw(5);
  for (let step = 1; step <= 60; step++) {
    positions.arrive(undefined, String(step));
    positions.saw(step);
  }
  assert.equal(positions.arrive(0, "0"), 0);
  assert.equal(positions.arrive(60, "60"), 60);
});
