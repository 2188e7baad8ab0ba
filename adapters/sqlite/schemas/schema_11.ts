/** The eleventh schema: what alert channels were told, and what they are still to be told. Times are epoch ms. */
export const SCHEMA_11 = `
  CREATE TABLE alert_deliveries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    alert TEXT,
    lines TEXT NOT NULL,
    count INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    state TEXT NOT NULL,
    ended_at INTEGER,
    duration_ms INTEGER,
    detail TEXT NOT NULL,
    UNIQUE (channel, id)
  ) STRICT;
  CREATE INDEX alert_deliveries_waiting ON alert_deliveries (channel, number) WHERE state = 'waiting';
  CREATE INDEX alert_deliveries_by_time ON alert_deliveries (queued_at, number);
  CREATE INDEX alert_deliveries_by_channel ON alert_deliveries (channel, queued_at, number)
`;
