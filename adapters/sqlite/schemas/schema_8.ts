/**
 * The eighth schema: who edited what people edit, and in which version it is; commands that are held back. What was
 * there before is at its first version, edited by nobody knows whom. Times are epoch milliseconds.
 */
export const SCHEMA_8 = `
  ALTER TABLE groups ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE groups ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE groups ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
  UPDATE groups SET updated_at = created_at;

  ALTER TABLE presets ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE presets ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE presets ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
  UPDATE presets SET updated_at = created_at;

  ALTER TABLE schedules ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE schedules ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';

  ALTER TABLE preset_commands ADD COLUMN offset_ms INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE commands ADD COLUMN offset_ms INTEGER NOT NULL DEFAULT 0
`;
