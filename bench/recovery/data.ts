import { join } from "node:path";
import process from "node:process";
import { type Figure, whole } from "../displays/figure.ts";
import { type DataSize, sizeOf, writeYear } from "./a_year.ts";
import { A_YEAR, DAY_MS, type Site } from "./site.ts";

/** A data folder with a year in it. */
export interface YearFolder {
  readonly dataDir: string;
  readonly site: Site;
  readonly size: DataSize;
  /** Seconds that it took to write; null: it was there. */
  readonly writtenS: number | null;
}

/** Tables of less are not shown. */
const SHOWN_BYTES = 4e6;

/** Makes one in `dataDir`, or takes the one that an earlier run has left there. */
export async function yearFolder(dataDir: string, days: number): Promise<YearFolder> {
  const site: Site = { ...A_YEAR, days, now: Math.floor(Date.now() / DAY_MS) * DAY_MS };
  const path = join(dataDir, "signalbox.db");
  const isThere = await Deno.stat(path).then(() => true, () => false);
  const began = performance.now();
  if (!isThere) {
    process.stderr.write(`writing ${days} days into ${dataDir} …\n`);
    await writeYear(dataDir, site);
  }
  const writtenS = isThere ? null : (performance.now() - began) / 1_000;
  return { dataDir, site, size: await sizeOf(path), writtenS };
}

/** What it holds. */
export function sizeFigures({ site, size, writtenS }: YearFolder): Figure[] {
  const megabytes = (bytes: number) => `${whole(bytes / 2 ** 20)} MB`;
  const large = size.tables.filter(([, bytes]) => bytes >= SHOWN_BYTES);
  return [
    {
      arm: `the data folder: ${site.days} days of ${site.displays} displays, ${
        site.nodeHosts * site.containersPerHost
      } containers, ${site.syncHosts} sync hosts`,
      figure: megabytes(size.databaseBytes),
      ...writtenS === null ? {} : { remark: `written in ${whole(writtenS)} s` },
    },
    ...large.map(([table, bytes]) => ({
      arm: `  ${table}`,
      figure: megabytes(bytes),
      remark: `${whole(size.rows.get(table) ?? 0)} rows`,
    })),
  ];
}
