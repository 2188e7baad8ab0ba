import { effect, signal } from "@preact/signals";

/** As chosen, or as the system has it. */
export type Theme = "system" | "dark" | "light";

const KEPT_AS = "signalbox.theme";

/** The theme of the page. */
export const theme = signal<Theme>(chosen());

effect(() => {
  const { dataset } = document.documentElement;
  if (theme.value === "system") delete dataset.theme;
  else dataset.theme = theme.value;
});

/** Chooses for this browser, and for later. */
export function chooseTheme(wanted: Theme): void {
  theme.value = wanted;
  localStorage.setItem(KEPT_AS, wanted);
}

function chosen(): Theme {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === "dark" || kept === "light" ? kept : "system";
}

/** A colour of `colours.css` as `rgb(…)` of the present theme, for what is drawn and not styled. */
export function colourOf(property: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** A colour of {@link colourOf}, thin enough for a band behind a line. */
export function faded(colour: string): string {
  return colour.replace(/^rgb\((.*)\)$/, "rgba($1, 0.2)");
}
