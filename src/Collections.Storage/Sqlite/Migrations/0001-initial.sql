-- One row per entity: head of its chain, next wake-up, projection, snapshot. Small columns come first, because a
-- large snapshot continues on further pages that most readers need not touch.
CREATE TABLE entity (
  row           INTEGER PRIMARY KEY,
  tenant        TEXT NOT NULL,
  kind          TEXT NOT NULL,
  id            TEXT NOT NULL,
  version       INTEGER NOT NULL,
  last_record   INTEGER NOT NULL,
  hash          BLOB NOT NULL,
  wake          INTEGER,
  configuration INTEGER NOT NULL,
  status        TEXT,
  person        TEXT,
  parent        TEXT,
  amount_minor  INTEGER NOT NULL,
  currency      TEXT,
  day           INTEGER,
  zone          TEXT,
  labels        TEXT,
  snapshot      BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX entity_key ON entity (tenant, kind, id);

-- The claim in (due, key) order reads nothing but this index.
CREATE INDEX entity_wake ON entity (wake, tenant, kind, id) WHERE wake IS NOT NULL;

-- The log. An entity's records form a list through previous, so that its history needs no second index.
CREATE TABLE record (
  seq      INTEGER PRIMARY KEY,
  entity   INTEGER NOT NULL,
  tenant   TEXT NOT NULL,
  version  INTEGER NOT NULL,
  previous INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  hash     BLOB NOT NULL,
  messages BLOB,
  bytes    BLOB NOT NULL
) STRICT;

-- Answers are appended and expire in nearly the same order, so only the scope index is written at random.
CREATE TABLE answer (
  number       INTEGER PRIMARY KEY,
  tenant       TEXT NOT NULL,
  scope        TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  expires_at   INTEGER NOT NULL,
  body         BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX answer_scope ON answer (tenant, scope);
CREATE INDEX answer_expiry ON answer (expires_at);

CREATE TABLE archive (
  entity INTEGER NOT NULL,
  shelf  TEXT NOT NULL,
  id     TEXT NOT NULL,
  json   BLOB NOT NULL,
  PRIMARY KEY (entity, shelf, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE publication (
  tenant         TEXT NOT NULL,
  number         INTEGER NOT NULL,
  kind           TEXT NOT NULL,
  name           TEXT NOT NULL,
  version        INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  content        TEXT NOT NULL,
  PRIMARY KEY (tenant, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_data (
  tenant     TEXT NOT NULL,
  ref        TEXT NOT NULL,
  version    INTEGER NOT NULL,
  person     TEXT NOT NULL,
  ciphertext BLOB NOT NULL,
  PRIMARY KEY (tenant, ref, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE data_key (
  tenant  TEXT NOT NULL,
  person  TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (tenant, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE parked (
  number    INTEGER PRIMARY KEY,
  tenant    TEXT NOT NULL,
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL,
  version   INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  sender    TEXT NOT NULL,
  receiver  TEXT NOT NULL,
  type      TEXT NOT NULL,
  body      BLOB NOT NULL,
  attempts  INTEGER NOT NULL,
  error     TEXT NOT NULL,
  parked_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX parked_message ON parked (tenant, kind, id, version, position);

-- 'clock': the business clock, Unix milliseconds. 'delivered': messages are handed over up to this sequence.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
