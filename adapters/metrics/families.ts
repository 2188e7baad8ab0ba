import type { MetricFamily } from "../../protocols/metrics/exposition.ts";
import { ACTOR_FIGURES } from "./actor_figures.ts";
import type { Facts } from "./facts.ts";
import type { Figure } from "./figure.ts";
import { FLEET_FIGURES } from "./fleet_figures.ts";
import { HOST_FIGURES } from "./host_figures.ts";
import { TRAFFIC_FIGURES } from "./traffic_figures.ts";

/** Every figure, in the order in which it is shown. */
export const FIGURES: readonly Figure[] = [
  ...HOST_FIGURES,
  ...FLEET_FIGURES,
  ...TRAFFIC_FIGURES,
  ...ACTOR_FIGURES,
];

/** The figures at one moment. */
export function familiesOf(facts: Facts): MetricFamily[] {
  return FIGURES.map((figure) => familyOf(figure, facts));
}

function familyOf({ name, type, help, labels = [], lines }: Figure, facts: Facts): MetricFamily {
  return {
    name,
    type,
    help,
    lines: [...lines(facts)].map(([values, value]) => ({
      labels: labels.map((label, index) => [label, values[index] ?? ""] as const),
      value,
    })),
  };
}
