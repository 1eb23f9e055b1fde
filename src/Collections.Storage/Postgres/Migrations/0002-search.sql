-- The words by which an entity can be found, one row per entity: line feeds between and around them. Personal ones are
-- keyed hashes.
CREATE TABLE search (
  entity bigint PRIMARY KEY,
  terms  text COLLATE "C" NOT NULL
);
