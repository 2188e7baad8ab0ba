/**
 * The parts of the program, each loaded when it is used. Behind an `import()` of a literal, the runtime reads the whole
 * graph as the program starts, used or not, which cost every agent some 10 MB of the control host and of the other
 * agents; where a name is not known before, it cannot. Nor can `deno compile`, so each file that is named here is named
 * in the task `compile` as well.
 *
 * @module
 */
const FILES = {
  controlHost: "./control_host.ts",
  localStores: "./local_stores.ts",
  backupTools: "./backup_tools.ts",
  movingInTools: "./moving_in_tools.ts",
  displayAgent: "./agents/display_agent.ts",
  nodeAgent: "./agents/node_agent.ts",
  syncAgent: "./agents/sync_agent.ts",
  cameraAgent: "./agents/agents.ts",
  demo: "./demo/demo.ts",
  demoFleet: "./demo/demo_fleet.ts",
} as const;

/** The whole control host. */
export async function controlHost(): Promise<typeof import("./control_host.ts")> {
  return await import(FILES.controlHost);
}

/** What is done to a data folder without a control host. */
export async function localStores(): Promise<typeof import("./local_stores.ts")> {
  return await import(FILES.localStores);
}

/** Backups on the disk itself. */
export async function backupTools(): Promise<typeof import("./backup_tools.ts")> {
  return await import(FILES.backupTools);
}

/** Files of old servers. */
export async function movingInTools(): Promise<typeof import("./moving_in_tools.ts")> {
  return await import(FILES.movingInTools);
}

/** `agent display`. */
export async function displayAgent(): Promise<typeof import("./agents/display_agent.ts")> {
  return await import(FILES.displayAgent);
}

/** `agent node`. */
export async function nodeAgent(): Promise<typeof import("./agents/node_agent.ts")> {
  return await import(FILES.nodeAgent);
}

/** `agent sync`, and its test button. */
export async function syncAgent(): Promise<typeof import("./agents/sync_agent.ts")> {
  return await import(FILES.syncAgent);
}

/** `agent camera`. */
export async function cameraAgent(): Promise<typeof import("./agents/agents.ts")> {
  return await import(FILES.cameraAgent);
}

/** A control host beside a simulated fleet. */
export async function demo(): Promise<typeof import("./demo/demo.ts")> {
  return await import(FILES.demo);
}

/** The simulated fleet. */
export async function demoFleet(): Promise<typeof import("./demo/demo_fleet.ts")> {
  return await import(FILES.demoFleet);
}
