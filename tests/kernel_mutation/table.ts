import { type Mutation, PROPERTY_FILES } from "./mutation.ts";

/** The mutations as a Markdown table, as docs/semantics.md shows it. */
export function tableOf(mutations: readonly Mutation[]): string {
  const rows = mutations.map(({ property, rule, name, law }) =>
    `| ${property} | ${rule} | ${name} | ${law} | \`${PROPERTY_FILES[property]}\` |`
  );
  const head = [
    "| Property | Rule | Broken so that | Law reported | By |",
    "| --- | --- | --- | --- | --- |",
  ];
  return [...head, ...rows].join("\n");
}
