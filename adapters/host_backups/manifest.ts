import { z } from "zod";

/** What this program writes, and the only form it reads. */
export const BACKUP_FORMAT = 1;

/** The first entry of every archive. */
export const MANIFEST = "manifest.json";
/** The copy of the database. */
export const DATABASE = "signalbox.db";
/** The config file, whatever it was called. */
export const CONFIG = "config.yaml";
/** Folders of the data folder that are taken along; recordings are not, and neither are older backups. */
export const FOLDERS = ["session_keys", "tls"] as const;

/** A key file for every rotation of the largest fleet that is tested, once a day for two years. */
const MAX_FILES = 1_000_000;

// One name, or a name in one of the folders; none begins with a point, so that none leaves the folder.
const PATH = z.string().regex(
  /^(?:signalbox\.db|config\.yaml|(?:session_keys|tls)\/[A-Za-z0-9_%-][A-Za-z0-9._%-]{0,254})$/,
);

const ManifestFile = z.strictObject({
  path: PATH,
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** A file of a backup: where it belongs in a data folder, and what it must be. */
export type ManifestFile = z.infer<typeof ManifestFile>;

/** What a backup is. */
export const Manifest = z.object({
  format: z.int(),
  product: z.literal("signalbox"),
  version: z.string(),
  schemaVersion: z.int().min(1),
  madeAt: z.iso.datetime(),
  files: z.array(ManifestFile).max(MAX_FILES),
}).refine(({ files }) => files.some(({ path }) => path === DATABASE));
export type Manifest = z.infer<typeof Manifest>;

/** True for a file that a backup may hold. */
export function isTaken(path: string): boolean {
  return PATH.safeParse(path).success;
}
