/** What goes on inside the control host's process, as told through a file. */
export interface InnerWeather {
  /** The wall clock is so far off the real time. */
  readonly clockOffsetMs: number;
  /** Each batch that is written takes so much longer. */
  readonly storeDelayMs: number;
}

const FAIR: InnerWeather = { clockOffsetMs: 0, storeDelayMs: 0 };

/** Tells it; whoever reads meanwhile sees all of the old or all of the new. */
export function tellWeather(path: string, weather: InnerWeather): void {
  Deno.writeTextFileSync(`${path}.new`, JSON.stringify(weather));
  Deno.renameSync(`${path}.new`, path);
}

export function readWeather(path: string): InnerWeather {
  try {
    return JSON.parse(Deno.readTextFileSync(path));
  } catch {
    return FAIR;
  }
}
