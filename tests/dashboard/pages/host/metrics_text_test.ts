import assert from "node:assert/strict";
import { figure, readFigures } from "../../../../dashboard/pages/host/metrics_text.ts";

const TEXT = `# HELP signalbox_table_bytes Size of a table.
# TYPE signalbox_table_bytes gauge
signalbox_table_bytes{table="commands"} 4096
signalbox_table_bytes{table="odd \\"name\\", {it}\\\\n"} 1e3
signalbox_uptime_seconds 12.5
process_resident_memory_bytes NaN
this is no line of it
`;

Deno.test("readFigures() reads values and labels, and leaves out what is no line", () => {
  const figures = readFigures(TEXT);
  assert.deepEqual([...figures.keys()], ["signalbox_table_bytes", "signalbox_uptime_seconds"]);
  assert.deepEqual(figures.get("signalbox_table_bytes"), [
    { labels: { table: "commands" }, value: 4_096 },
    { labels: { table: 'odd "name", {it}\\n' }, value: 1_000 },
  ]);
});

Deno.test("figure() finds one by its label, and tells when there is none", () => {
  const figures = readFigures(TEXT);
  assert.equal(figure(figures, "signalbox_uptime_seconds"), 12.5);
  assert.equal(figure(figures, "signalbox_table_bytes", ["table", "commands"]), 4_096);
  assert.equal(figure(figures, "signalbox_table_bytes", ["table", "none"]), undefined);
  assert.equal(figure(figures, "none"), undefined);
});
