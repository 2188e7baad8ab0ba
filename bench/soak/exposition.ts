/** The lines of `/metrics` as they were at one moment. */
export class Exposition {
  readonly #values = new Map<string, number>();

  /** @param text in Prometheus' text format */
  constructor(text: string) {
    for (const line of text.split("\n")) {
      const at = line.lastIndexOf(" ");
      if (at > 0 && !line.startsWith("#")) {
        this.#values.set(line.slice(0, at), Number(line.slice(at + 1)));
      }
    }
  }

  /** One figure with its labels as they are written: `signalbox_members{kind="display",liveness="stale"}`. */
  value(series: string): number {
    return this.#values.get(series) ?? 0;
  }

  /** The sum of all figures whose name and labels begin with this. */
  sum(prefix: string): number {
    let sum = 0;
    for (const [series, value] of this.#values) if (series.startsWith(prefix)) sum += value;
    return sum;
  }
}

/** Reads it of a control host. */
export async function readMetrics(url: string, token: string): Promise<Exposition> {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/metrics`, { headers });
  if (!answer.ok) throw new Error(`/metrics: ${answer.status}`);
  return new Exposition(await answer.text());
}
