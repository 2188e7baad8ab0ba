/**
 * A scripted sync host as a process of its own, for tests that put it behind a cable: options come as JSON in the
 * first argument, and each line it has written is told on standard output.
 */
import {
  createScriptedSyncHost,
  type ScriptedSyncHostOptions,
} from "../../../agents/sync/scripted_sync_host.ts";

if (import.meta.main) {
  const options: ScriptedSyncHostOptions = JSON.parse(Deno.args[0] ?? "{}");
  const host = createScriptedSyncHost(options);
  const encoder = new TextEncoder();
  let told = 0;
  host.onChange(() => {
    if (host.linesSent === told) return;
    told = host.linesSent;
    Deno.stdout.writeSync(encoder.encode(`${told} lines\n`));
  });
  host.start();
}
