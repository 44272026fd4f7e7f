/** `SGhi` */
export const applicationId = 0x53476869;
export const schemaVersion = 1;

export const schema = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT;
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    status TEXT NOT NULL,
    duration_ms REAL NOT NULL,
    files INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    flaky INTEGER NOT NULL DEFAULT 0,
    everything TEXT,
    batch_id INTEGER,
    commit_id TEXT,
    is_dirty INTEGER
  ) STRICT;
  CREATE TABLE tests (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    last_run INTEGER NOT NULL,
    is_gone INTEGER NOT NULL DEFAULT 0,
    is_broken INTEGER NOT NULL DEFAULT 0,
    failure_rate REAL NOT NULL DEFAULT 0,
    duration_ms REAL,
    loaded_digest BLOB
  ) STRICT;
  CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    test INTEGER NOT NULL REFERENCES tests ON DELETE CASCADE,
    name TEXT NOT NULL,
    last_run INTEGER NOT NULL,
    last_status TEXT NOT NULL,
    outcomes TEXT NOT NULL DEFAULT '[]',
    runs INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    p50_ms REAL,
    flaky_since INTEGER,
    flaky_reason TEXT,
    clean_runs INTEGER NOT NULL DEFAULT 0,
    UNIQUE (test, name)
  ) STRICT;
  CREATE INDEX failing_cases ON cases (test) WHERE last_status = 'fail';
  CREATE INDEX flaky_cases ON cases (flaky_since) WHERE flaky_since IS NOT NULL;
  CREATE TABLE paths (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE loaded (
    test INTEGER NOT NULL REFERENCES tests ON DELETE CASCADE,
    path INTEGER NOT NULL REFERENCES paths,
    PRIMARY KEY (test, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX loaded_by_path ON loaded (path);
`;
