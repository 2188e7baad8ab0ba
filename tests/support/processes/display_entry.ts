/**
 * A scripted display as a process of its own, for tests that put it behind a cable: options come as JSON in the
 * first argument, and each confirmed heartbeat is a line on standard output.
 */
import {
  createScriptedDisplay,
  type ScriptedDisplayOptions,
} from "../../../agents/displays/scripted_display.ts";

if (import.meta.main) {
  const options: ScriptedDisplayOptions = JSON.parse(Deno.args[0] ?? "{}");
  const display = createScriptedDisplay(options);
  const encoder = new TextEncoder();
  let told = 0;
  display.onChange(() => {
    if (display.beatsConfirmed === told) return;
    told = display.beatsConfirmed;
    Deno.stdout.writeSync(encoder.encode(`${told} beats\n`));
  });
  display.start();
}
