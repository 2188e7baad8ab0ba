/**
 * What is read of the engine's answers; all else in them is left alone. Source: Docker Engine API 1.41.
 *
 * @module
 */
import { z } from "zod";

const STATES = [
  "created",
  "running",
  "paused",
  "restarting",
  "removing",
  "exited",
  "dead",
] as const;

const Id = z.string().regex(/^[0-9a-f]{12,64}$/);
const Text = z.string().catch("");
const Bytes = z.number().nonnegative().catch(0);

/** ContainerList. Labels and names of a machine full of containers stay far below 16 MiB. */
export const Listed = z.array(z.object({
  Id,
  Names: z.array(z.string()).catch([]),
  Image: Text,
  Labels: z.record(z.string(), z.string()).nullable().catch({}),
  State: z.enum(STATES).catch("dead"),
  Status: Text,
}));
export type Listed = z.infer<typeof Listed>;

/** ContainerInspect. */
export const Inspected = z.object({
  Id,
  Path: Text,
  Args: z.array(z.string()).nullable().catch([]),
  State: z.object({ Running: z.boolean(), StartedAt: z.string() }),
  Config: z.object({
    Env: z.array(z.string()).nullable().catch([]),
    Tty: z.boolean().catch(false),
  }),
});
export type Inspected = z.infer<typeof Inspected>;

const Cpu = z.object({
  cpu_usage: z.object({ total_usage: Bytes }).catch({ total_usage: 0 }),
  /** Missing where the container does not run. */
  system_cpu_usage: z.number().optional(),
  online_cpus: z.int().positive().optional(),
});

const Network = z.object({ rx_bytes: Bytes, tx_bytes: Bytes });
const Moved = z.object({ op: z.string(), value: Bytes });

/** ContainerStats. Nanoseconds and bytes. */
export const Stats = z.object({
  cpu_stats: Cpu,
  precpu_stats: Cpu,
  memory_stats: z.object({
    usage: Bytes,
    limit: Bytes,
    stats: z.record(z.string(), z.number()).catch({}),
  }).catch({ usage: 0, limit: 0, stats: {} }),
  networks: z.record(z.string(), Network).catch({}),
  blkio_stats: z.object({
    io_service_bytes_recursive: z.array(Moved).nullable().catch([]),
  }).catch({ io_service_bytes_recursive: [] }),
});
export type Stats = z.infer<typeof Stats>;

/** SystemInfo. */
export const Info = z.object({
  ServerVersion: Text,
  MemTotal: Bytes,
  NCPU: z.int().positive().catch(1),
});

/** ContainerExec. */
export const ExecMade = z.object({ Id });
/** ExecInspect. */
export const ExecInspected = z.object({ Running: z.boolean(), ExitCode: z.int().nullable() });
