import Table from "cli-table3";
import type { Report } from "./report.ts";

/** The report for a terminal. */
export function terminalOf({ head, lines, notes }: Report): string {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
  });
  for (const line of lines) table.push([...line]);
  return `${table.toString()}\n${notes.map((note, i) => `[${i + 1}] ${note}\n`).join("")}`;
}

/** The report as the formatter leaves it, so that it can stand in a checked file as it is. */
export function markdownOf({ head, lines, notes }: Report): string {
  const widths = head.map((title, i) =>
    Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0))
  );
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  const rule = lineOf(widths.map((width) => "-".repeat(width)));
  const below = notes.map((note, i) => `${i + 1}. ${note}\n`).join("");
  return `${lineOf(head)}${rule}${lines.map(lineOf).join("")}\n${below}`;
}
