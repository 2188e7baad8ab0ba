/** A colour: red, green and blue, 0 to 1. */
export type Colour = readonly [number, number, number];

/**
 * What a camera sees at a place of the picture (0 to 1 from left to right and from top to bottom) and at a time of the
 * loop (0 to 1, and 1 is 0 again).
 */
export type Scene = (x: number, y: number, time: number) => Colour;

const TURN = 2 * Math.PI;
const FLOOR_Y = 0.78;
/** Where the LED wall hangs: left, right, top, bottom. */
const WALL = [0.16, 0.84, 0.2, 0.66] as const;
const WALL_TILES = [16, 9] as const;
const BEAMS: readonly { readonly x: number; readonly phase: number; readonly colour: Colour }[] = [
  { x: 0.2, phase: 0, colour: [0.95, 0.35, 0.3] },
  { x: 0.5, phase: 0.33, colour: [0.35, 0.85, 0.5] },
  { x: 0.8, phase: 0.66, colour: [0.35, 0.5, 0.95] },
];

/** A stage: an LED wall with a wave that runs over it, and three lights that swing. */
export const stage: Scene = (x, y, time) => {
  const [left, right, top, bottom] = WALL;
  const inside = x > left && x < right && y > top && y < bottom;
  if (inside) return wallColour((x - left) / (right - left), (y - top) / (bottom - top), time);
  const dark = y > FLOOR_Y ? 0.13 : 0.06 + 0.03 * y;
  return BEAMS.reduce<Colour>(
    (sum, beam) => added(sum, beam.colour, beamAt(beam, x, y, time)),
    [dark, dark, dark * 1.2],
  );
};

function wallColour(x: number, y: number, time: number): Colour {
  const [across, down] = WALL_TILES;
  const [column, row] = [Math.floor(x * across), Math.floor(y * down)];
  const crest = Math.sin(TURN * (column / across - time)) * 0.35 + 0.5;
  const height = 1 - row / down;
  const lit = height < crest ? 1 : 0.12;
  return [lit * (0.2 + 0.7 * column / across), lit * 0.45, lit * (0.9 - 0.6 * column / across)];
}

function beamAt(
  { x: origin, phase }: (typeof BEAMS)[number],
  x: number,
  y: number,
  time: number,
): number {
  const reach = Math.min(y, FLOOR_Y);
  const centre = origin + 0.3 * reach * Math.sin(TURN * (time + phase));
  const width = 0.01 + 0.06 * reach;
  const off = Math.abs(x - centre) / width;
  return off < 1 ? 0.45 * (1 - off) * (y > FLOOR_Y ? 0.5 : 1) : 0;
}

const RACKS = 4;
const SLOTS = 14;

/** A machine room: four racks whose lights blink, each in its own time, and a fan that turns. */
export const racks: Scene = (x, y, time) => {
  const rack = Math.floor(x * RACKS);
  const inRack = x * RACKS - rack;
  const slot = Math.floor((y - 0.08) / 0.84 * SLOTS);
  const inSlot = (y - 0.08) / 0.84 * SLOTS - slot;
  const frame = inRack < 0.08 || inRack > 0.92 || slot < 0 || slot >= SLOTS;
  if (frame || inSlot < 0.12) return [0.05, 0.055, 0.06];
  if (slot >= SLOTS - 2) return fanColour(inRack, y, time);
  const place = (inRack - 0.12) / 0.09;
  const lamp = Math.floor(place);
  const isLamp = lamp >= 0 && lamp < 4 && place - lamp < 0.7 && inSlot > 0.42 && inSlot < 0.74;
  return isLamp ? lampColour(rack, slot, lamp, time) : [0.12, 0.125, 0.14];
};

function lampColour(rack: number, slot: number, lamp: number, time: number): Colour {
  // Whole numbers of blinks, so that the loop closes.
  const blinks = 1 + (rack * 3 + slot * 2 + lamp * 7) % 5;
  const on = Math.sin(TURN * (blinks * time + rack * 0.29 + slot * 0.37 + lamp * 0.21)) > -0.2;
  if (!on) return [0.1, 0.16, 0.12];
  return lamp === 3 ? [0.95, 0.65, 0.15] : [0.2, 0.9, 0.4];
}

function fanColour(inRack: number, y: number, time: number): Colour {
  const [dx, dy] = [(inRack - 0.5) * 160, (y - 0.86) * 360];
  const radius = Math.hypot(dx, dy);
  if (radius > 19) return [0.1, 0.105, 0.12];
  const blade = Math.sin(3 * Math.atan2(dy, dx) - 4 * TURN * time) > 0;
  return blade && radius > 4 ? [0.45, 0.47, 0.5] : [0.16, 0.17, 0.19];
}

function added(sum: Colour, colour: Colour, share: number): Colour {
  return [sum[0] + colour[0] * share, sum[1] + colour[1] * share, sum[2] + colour[2] * share];
}
