-- Members of lists, by keyed hash. The key begins with the member, so that one look finds its places on all lists.
CREATE TABLE list_member (
  tenant TEXT NOT NULL,
  member BLOB NOT NULL,
  entity INTEGER NOT NULL,
  since  INTEGER NOT NULL,
  until  INTEGER,
  note   TEXT,
  PRIMARY KEY (tenant, member, entity)
) STRICT, WITHOUT ROWID;
