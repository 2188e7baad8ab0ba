/**
 * What can come out of the camera side's MQTT messages: one event per fact, whichever topic spelling a fleet uses.
 *
 * @module
 */

/** What a record topic asks for. */
export type RecordOrder = "start" | "stop";

/** The columns of a sensor file, in the order in which the fielded logger writes them. */
export const SENSOR_COLUMNS = ["mp905", "mp901", "mp801", "sgp30", "fermion", "ens160"] as const;

/** One reading of a sensor node; what it did not say, or did not say as a number, is null. */
export type SensorReading = Readonly<Record<typeof SENSOR_COLUMNS[number], number | null>>;

export type DiscoveryEvent =
  /** A camera has answered with the address (or host name) at which it serves. */
  | { readonly type: "cameraAnswered"; readonly address: string }
  | { readonly type: "recordOrdered"; readonly order: RecordOrder }
  | {
    readonly type: "sensorReported";
    /** The topic without `sensor/`. */
    readonly sensor: string;
    readonly reading: SensorReading;
  }
  /** A message that is none of these. Its content is counted, never kept. */
  | { readonly type: "violation"; readonly reason: string; readonly bytes: number };
