import { join } from "node:path";
import { SENSOR_COLUMNS, type SensorReading } from "../../protocols/discovery/events.ts";
import { folderName, rowsName } from "./file_names.ts";
import type { KeptFile } from "./kept_file.ts";
import type { RecorderSurroundings } from "./surroundings.ts";

/** Sensors of one recording: each has a file, and an open broker may invent topics. */
const MAX_SENSORS = 64;
/** A file a day, so that the age of a recording that never stops can be told. */
const DAY_MS = 86_400_000;
/** Rows that wait for the next flush; a sensor that speaks ten thousand times a second is broken. */
const MAX_WAITING_CHARS = 65_536;
const HEADER = `timestamp(ms),${SENSOR_COLUMNS.join(",")}\n`;

interface SensorFile {
  readonly kept: KeptFile;
  readonly folder: string;
  waiting: string;
}

/** The readings of sensors, one CSV each beside the video, as the fielded logger writes them. */
export class SensorRows {
  readonly #around: RecorderSurroundings;
  readonly #startedAt: number;
  readonly #files = new Map<string, SensorFile>();

  constructor(around: RecorderSurroundings, startedAt: number) {
    this.#around = around;
    this.#startedAt = startedAt;
  }

  get isWaiting(): boolean {
    for (const { waiting } of this.#files.values()) if (waiting !== "") return true;
    return false;
  }

  /** False when the row is not taken: too many sensors, or too much that waits. */
  add(sensor: string, reading: SensorReading, receivedAt: number): boolean {
    const file = this.#fileOf(sensor, receivedAt);
    if (file === undefined || file.waiting.length >= MAX_WAITING_CHARS) return false;
    if (file.waiting === "" && file.kept.bytes === 0) file.waiting = HEADER;
    const cells = SENSOR_COLUMNS.map((column) => reading[column] ?? "");
    file.waiting += `${[receivedAt, ...cells].join(",")}\n`;
    return true;
  }

  /** Hands what waits to the queue. */
  flush(): void {
    for (const file of this.#files.values()) this.#write(file);
  }

  /** Writes the rest; the files may be deleted from then on. */
  finish(): void {
    for (const file of this.#files.values()) this.#release(file);
    this.#files.clear();
  }

  #fileOf(sensor: string, receivedAt: number): SensorFile | undefined {
    const known = this.#files.get(sensor);
    if (known !== undefined && receivedAt - known.kept.startedAt < DAY_MS) return known;
    if (known === undefined && this.#files.size >= MAX_SENSORS) return undefined;
    if (known !== undefined) this.#release(known);
    const made = this.#begin(sensor, known === undefined ? this.#startedAt : receivedAt);
    this.#files.set(sensor, made);
    return made;
  }

  #begin(sensor: string, startedAt: number): SensorFile {
    const name = rowsName(startedAt);
    const folder = join(this.#around.folder, "sensors", folderName(sensor));
    const path = join(folder, name);
    const kept: KeptFile = { path, name, startedAt, bytes: 0, writing: true, facts: undefined };
    return { folder, kept, waiting: "" };
  }

  #release(file: SensorFile): void {
    this.#write(file);
    this.#around.queue.add(0, () => {
      file.kept.writing = false;
      return Promise.resolve();
    });
  }

  #write(file: SensorFile): void {
    if (file.waiting === "" || !this.#around.queue.hasRoom) return;
    const rows = new TextEncoder().encode(file.waiting);
    const first = file.waiting.startsWith(HEADER);
    file.waiting = "";
    if (first) this.#around.files.add(file.folder, file.kept);
    file.kept.bytes += rows.length;
    this.#around.queue.add(rows.length, () => this.#append(file.kept.path, rows));
  }

  async #append(path: string, rows: Uint8Array): Promise<void> {
    try {
      await this.#around.disk.append(path, rows);
    } catch (error) {
      this.#around.failed(error);
    }
  }
}
