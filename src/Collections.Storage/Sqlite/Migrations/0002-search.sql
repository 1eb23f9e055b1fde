-- The words by which an entity can be found, one row per entity: line feeds between and around them. Personal ones are
-- keyed hashes. Searching walks this table as lists walk their index; one row costs a bulk load little.
CREATE TABLE search (
  entity INTEGER PRIMARY KEY,
  terms  TEXT NOT NULL
) STRICT;
