import type { Api } from "../../support/api/api.ts";
import { DemoProcess, withHome } from "../../support/processes/demo_process.ts";
import { eventually } from "../../support/eventually.ts";
import { look } from "./sights.ts";

/** Real milliseconds: generous, as nothing but a defect lets it pass. */
export const PATIENCE_MS = 60_000;
/** So much sooner a lost member is noticed than at a user's. */
const PACE = "10";
/** Displays, node hosts, sync hosts and cameras of the usual fleet. */
const MEMBERS = 8 + 3 + 8 + 2;

/** The variables of a demo's process. */
export type Env = Readonly<Record<string, string>>;

/** Runs a test on a demo of its own. */
export async function withDemo(
  test: (demo: DemoProcess, env: Env) => Promise<void>,
): Promise<void> {
  await withHome(async (env) => {
    const demo = new DemoProcess(["--pace", PACE], env);
    try {
      await test(demo, env);
    } finally {
      await demo.end();
    }
  });
}

/** Waits until the whole fleet is there and well. @param shows whether each display has to run something */
export function allThere(api: Api, shows: boolean, timeoutMs = PATIENCE_MS) {
  return eventually(
    () => look(api, shows),
    ({ members, unwell }) => members.length === MEMBERS && unwell.length === 0,
    timeoutMs,
  );
}
