/** One value of a metric, with its labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a control host measures of itself, by name. */
export type Figures = ReadonlyMap<string, readonly Sample[]>;

/** Lines that are read; a control host has some hundred. */
const MOST_LINES = 20_000;

const LINE = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Reads Prometheus text, version 0.0.4; what is no line of it is left out. */
export function readFigures(text: string): Figures {
  const figures = new Map<string, Sample[]>();
  for (const line of text.split("\n", MOST_LINES)) {
    const [, name, labels = "", value = ""] = LINE.exec(line) ?? [];
    if (name === undefined || Number.isNaN(Number(value))) continue;
    const sample = { labels: labelsOf(labels), value: Number(value) };
    const known = figures.get(name);
    if (known) known.push(sample);
    else figures.set(name, [sample]);
  }
  return figures;
}

function labelsOf(text: string): Readonly<Record<string, string>> {
  const escapes: Readonly<Record<string, string>> = { n: "\n" };
  const plain = (value: string) =>
    value.replace(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
  return Object.fromEntries(
    [...text.matchAll(LABEL)].map(([, name = "", value = ""]) => [name, plain(value)]),
  );
}

/** The value of a metric; undefined where there is none with this label. */
export function figure(
  figures: Figures,
  name: string,
  label?: readonly [name: string, value: string],
): number | undefined {
  return figures.get(name)
    ?.find(({ labels }) => label === undefined || labels[label[0]] === label[1])?.value;
}
