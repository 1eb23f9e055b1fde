-- The same tables as in the embedded store, in the store's own schema. Texts compare by their bytes, as ordinal order
-- asks for. One row per entity: head of its chain, next wake-up, projection, snapshot.
CREATE TABLE entity (
  row           bigint PRIMARY KEY,
  version       bigint NOT NULL,
  last_record   bigint NOT NULL,
  wake          bigint,
  configuration bigint NOT NULL,
  amount_minor  bigint NOT NULL,
  day           integer,
  shard         smallint NOT NULL,
  hash          bytea NOT NULL,
  tenant        text COLLATE "C" NOT NULL,
  kind          text COLLATE "C" NOT NULL,
  id            text COLLATE "C" NOT NULL,
  status        text COLLATE "C",
  person        text COLLATE "C",
  parent        text COLLATE "C",
  currency      text COLLATE "C",
  zone          text COLLATE "C",
  labels        text COLLATE "C",
  snapshot      bytea NOT NULL
);

CREATE UNIQUE INDEX entity_key ON entity (tenant, kind, id);

-- The claim in (due, key) order walks this index; entities that sleep for ever cost nothing.
CREATE INDEX entity_wake ON entity (wake, tenant, kind, id) WHERE wake IS NOT NULL;

-- Row numbers are taken in blocks by the servers.
CREATE SEQUENCE entity_row;

-- The log. tx is the transaction that wrote the record: readers stop before the oldest that still runs.
CREATE TABLE record (
  seq      bigint PRIMARY KEY,
  entity   bigint NOT NULL,
  version  bigint NOT NULL,
  previous bigint NOT NULL,
  at       bigint NOT NULL,
  tx       xid8 NOT NULL DEFAULT pg_current_xact_id(),
  shard    smallint NOT NULL,
  tenant   text COLLATE "C" NOT NULL,
  hash     bytea NOT NULL,
  messages bytea,
  bytes    bytea NOT NULL
);

CREATE SEQUENCE record_seq;

CREATE TABLE answer (
  expires_at   bigint NOT NULL,
  tenant       text COLLATE "C" NOT NULL,
  scope        text COLLATE "C" NOT NULL,
  request_hash text COLLATE "C" NOT NULL,
  body         bytea NOT NULL
);

CREATE UNIQUE INDEX answer_scope ON answer (tenant, scope);
CREATE INDEX answer_expiry ON answer (expires_at);

CREATE TABLE archive (
  entity bigint NOT NULL,
  shelf  text COLLATE "C" NOT NULL,
  id     text COLLATE "C" NOT NULL,
  json   bytea NOT NULL,
  PRIMARY KEY (entity, shelf, id)
);

CREATE TABLE publication (
  tenant         text COLLATE "C" NOT NULL,
  number         bigint NOT NULL,
  kind           text NOT NULL,
  name           text NOT NULL,
  version        integer NOT NULL,
  effective_from bigint NOT NULL,
  content        text NOT NULL,
  PRIMARY KEY (tenant, number)
);

-- Members of lists, by keyed hash. The key begins with the member, so that one look finds its places on all lists.
CREATE TABLE list_member (
  since  bigint NOT NULL,
  until  bigint,
  entity bigint NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  member bytea NOT NULL,
  note   text,
  PRIMARY KEY (tenant, member, entity)
);

CREATE TABLE person_data (
  tenant     text COLLATE "C" NOT NULL,
  ref        text COLLATE "C" NOT NULL,
  version    integer NOT NULL,
  person     text COLLATE "C" NOT NULL,
  ciphertext bytea NOT NULL,
  PRIMARY KEY (tenant, ref, version)
);

CREATE TABLE data_key (
  tenant  text COLLATE "C" NOT NULL,
  person  text COLLATE "C" NOT NULL,
  wrapped bytea NOT NULL,
  PRIMARY KEY (tenant, person)
);

CREATE TABLE parked (
  number    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant    text COLLATE "C" NOT NULL,
  kind      text COLLATE "C" NOT NULL,
  id        text COLLATE "C" NOT NULL,
  version   bigint NOT NULL,
  position  integer NOT NULL,
  sender    text NOT NULL,
  receiver  text NOT NULL,
  type      text NOT NULL,
  body      bytea NOT NULL,
  attempts  integer NOT NULL,
  error     text NOT NULL,
  parked_at bigint NOT NULL
);

CREATE UNIQUE INDEX parked_message ON parked (tenant, kind, id, version, position);

-- 'clock': the business clock, Unix milliseconds.
CREATE TABLE meta (
  name  text PRIMARY KEY,
  value bigint NOT NULL
);

-- Who handles the messages and wake-ups of which entities, and how far messages are handed over.
CREATE TABLE shard (
  number       smallint PRIMARY KEY,
  owner        text,
  leased_until timestamptz,
  token        bigint NOT NULL DEFAULT 0,
  delivered    bigint NOT NULL DEFAULT 0
);

INSERT INTO shard (number) SELECT generate_series(0, 63);

CREATE TABLE server (
  name       text PRIMARY KEY,
  seen_until timestamptz NOT NULL
);

-- States beyond two kilobytes are compressed. The database's own method costs as much as the whole commit, so where the
-- server was built without the fast one they stay as they are, within the row.
DO $$
BEGIN
  ALTER TABLE entity ALTER COLUMN snapshot SET COMPRESSION lz4;
  ALTER TABLE record ALTER COLUMN bytes SET COMPRESSION lz4, ALTER COLUMN messages SET COMPRESSION lz4;
  ALTER TABLE answer ALTER COLUMN body SET COMPRESSION lz4;
  ALTER TABLE archive ALTER COLUMN json SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  ALTER TABLE entity ALTER COLUMN snapshot SET STORAGE EXTERNAL, SET (toast_tuple_target = 8160);
  ALTER TABLE record ALTER COLUMN bytes SET STORAGE EXTERNAL, ALTER COLUMN messages SET STORAGE EXTERNAL;
END
$$;

-- Takes that many consecutive numbers and returns the first. The lock is held for microseconds. Because the transaction
-- gets its own number under the same lock, record sequences grow in the order of transaction numbers, on which the
-- fence of the feed relies: no caller may have written anything before in its transaction.
CREATE FUNCTION take_numbers(numbers regclass, amount bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  lock_key bigint := numbers::oid::bigint;
  first bigint;
BEGIN
  PERFORM pg_advisory_lock(lock_key);
  PERFORM pg_current_xact_id();
  first := nextval(numbers);
  IF amount > 1 THEN
    PERFORM setval(numbers, first + amount - 1);
  END IF;
  PERFORM pg_advisory_unlock(lock_key);
  RETURN first;
EXCEPTION WHEN query_canceled OR OTHERS THEN
  PERFORM pg_advisory_unlock(lock_key);
  RAISE;
END
$$;

-- Writes a batch of commits in one call, so that nothing of it waits for the network while rows are locked and the feed
-- is fenced. Each array c_ has an element per commit: known entities first, by row, then new ones, by key, with
-- consecutive row numbers. The other arrays name their commit by its position from 1 (_commit). A commit whose version
-- does not match writes nothing. An answer scope or a publication number that is taken, or a publication that a commit
-- did not know (k_: tenants, and the highest number known), is an error of the whole call: the caller sorts that out and
-- calls again. A later release that needs another signature adds another function, so
-- that servers of both releases work on one database.
CREATE FUNCTION commit_batch(
  c_row bigint[], c_new boolean[], c_expected bigint[], c_version bigint[], c_last bigint[], c_appended bigint[],
  c_configuration bigint[], c_wake bigint[], c_amount bigint[], c_day integer[], c_shard smallint[], c_hash bytea[],
  c_tenant text[], c_kind text[], c_id text[], c_status text[], c_person text[], c_parent text[], c_currency text[],
  c_zone text[], c_labels text[], c_snapshot bytea[],
  r_commit integer[], r_follows boolean[], r_version bigint[], r_at bigint[], r_tenant text[], r_hash bytea[],
  r_messages bytea[], r_bytes bytea[],
  a_commit integer[], a_tenant text[], a_scope text[], a_request text[], a_expires bigint[], a_body bytea[],
  s_commit integer[], s_terms text[],
  p_commit integer[], p_tenant text[], p_ref text[], p_version integer[], p_person text[], p_ciphertext bytea[],
  i_commit integer[], i_shelf text[], i_id text[], i_json bytea[],
  u_commit integer[], u_tenant text[], u_number bigint[], u_kind text[], u_name text[], u_version integer[],
  u_from bigint[], u_content text[],
  l_commit integer[], l_tenant text[], l_member bytea[], l_since bigint[], l_until bigint[], l_note text[],
  d_commit integer[], d_tenant text[], d_member bytea[],
  k_tenant text[], k_known bigint[],
  OUT sequence_base bigint, OUT committed boolean[]
) LANGUAGE plpgsql AS $$
DECLARE
  hit bigint;
  new_from integer := array_position(c_new, true);
BEGIN
  -- Whoever needs a moment without writers takes this lock exclusively. Publishing is such a moment: nobody may be
  -- writing under the configuration before while the walk of the next one may begin.
  IF cardinality(u_commit) > 0 THEN
    PERFORM pg_advisory_xact_lock('record'::regclass::oid::bigint);
  ELSE
    PERFORM pg_advisory_xact_lock_shared('record'::regclass::oid::bigint);
  END IF;

  IF EXISTS (
    SELECT FROM (SELECT unnest(k_tenant) AS tenant, unnest(k_known) AS known) k
    JOIN publication p ON p.tenant = k.tenant AND p.number > k.known
  ) THEN
    RAISE EXCEPTION 'a publication is unknown' USING ERRCODE = 'CL001';
  END IF;

  sequence_base := 0;
  IF cardinality(r_commit) > 0 THEN
    sequence_base := take_numbers('record_seq', cardinality(r_commit)) - 1;
  END IF;

  committed := array_fill(false, ARRAY[cardinality(c_row)]);
  FOR hit IN
    UPDATE entity e
    SET version = c.version, last_record = coalesce(sequence_base + c.appended, e.last_record), hash = c.hash,
        configuration = c.configuration, wake = c.wake, status = c.status, person = c.person, parent = c.parent,
        amount_minor = c.amount, currency = c.currency, day = c.day, zone = c.zone, labels = c.labels,
        snapshot = c.snapshot
    FROM (
      SELECT generate_series(1, cardinality(c_row)) AS place, unnest(c_row) AS row, unnest(c_new) AS new,
             unnest(c_expected) AS expected, unnest(c_version) AS version, unnest(c_appended) AS appended,
             unnest(c_configuration) AS configuration, unnest(c_wake) AS wake, unnest(c_amount) AS amount,
             unnest(c_day) AS day, unnest(c_hash) AS hash, unnest(c_status) AS status, unnest(c_person) AS person,
             unnest(c_parent) AS parent, unnest(c_currency) AS currency, unnest(c_zone) AS zone,
             unnest(c_labels) AS labels, unnest(c_snapshot) AS snapshot
    ) c
    WHERE NOT c.new AND e.row = c.row AND e.version = c.expected
    RETURNING c.place
  LOOP
    committed[hit] := true;
  END LOOP;

  IF new_from IS NOT NULL THEN
    FOR hit IN
      INSERT INTO entity AS e (row, version, last_record, wake, configuration, amount_minor, day, shard, hash, tenant,
                               kind, id, status, person, parent, currency, zone, labels, snapshot)
      SELECT c.row, c.version, coalesce(sequence_base + c.appended, 0), c.wake, c.configuration, c.amount, c.day,
             c.shard, c.hash, c.tenant, c.kind, c.id, c.status, c.person, c.parent, c.currency, c.zone, c.labels,
             c.snapshot
      FROM (
        SELECT unnest(c_row) AS row, unnest(c_new) AS new, unnest(c_version) AS version, unnest(c_appended) AS appended,
               unnest(c_configuration) AS configuration, unnest(c_wake) AS wake, unnest(c_amount) AS amount,
               unnest(c_day) AS day, unnest(c_shard) AS shard, unnest(c_hash) AS hash, unnest(c_tenant) AS tenant,
               unnest(c_kind) AS kind, unnest(c_id) AS id, unnest(c_status) AS status, unnest(c_person) AS person,
               unnest(c_parent) AS parent, unnest(c_currency) AS currency, unnest(c_zone) AS zone,
               unnest(c_labels) AS labels, unnest(c_snapshot) AS snapshot
      ) c
      WHERE c.new
      ON CONFLICT (tenant, kind, id) DO NOTHING
      RETURNING e.row
    LOOP
      committed[new_from + hit - c_row[new_from]] := true;
    END LOOP;
  END IF;

  IF cardinality(r_commit) > 0 THEN
    INSERT INTO record (seq, entity, version, previous, at, shard, tenant, hash, messages, bytes)
    SELECT sequence_base + r.place, c_row[r.commit], r.version,
           CASE WHEN r.follows THEN sequence_base + r.place - 1 ELSE c_last[r.commit] END,
           r.at, c_shard[r.commit], r.tenant, r.hash, r.messages, r.bytes
    FROM (
      SELECT generate_series(1, cardinality(r_commit)) AS place, unnest(r_commit) AS commit,
             unnest(r_follows) AS follows, unnest(r_version) AS version, unnest(r_at) AS at,
             unnest(r_tenant) AS tenant, unnest(r_hash) AS hash, unnest(r_messages) AS messages,
             unnest(r_bytes) AS bytes
    ) r
    WHERE committed[r.commit];
  END IF;

  IF cardinality(a_commit) > 0 THEN
    INSERT INTO answer (tenant, scope, request_hash, expires_at, body)
    SELECT a.tenant, a.scope, a.request, a.expires, a.body
    FROM (
      SELECT unnest(a_commit) AS commit, unnest(a_tenant) AS tenant, unnest(a_scope) AS scope,
             unnest(a_request) AS request, unnest(a_expires) AS expires, unnest(a_body) AS body
    ) a
    WHERE committed[a.commit];
  END IF;

  IF cardinality(s_commit) > 0 THEN
    INSERT INTO search (entity, terms)
    SELECT c_row[s.commit], s.terms
    FROM (SELECT unnest(s_commit) AS commit, unnest(s_terms) AS terms) s
    WHERE committed[s.commit]
    ON CONFLICT (entity) DO UPDATE SET terms = excluded.terms;
  END IF;

  IF cardinality(p_commit) > 0 THEN
    -- Of two commits that give one value, the later counts.
    INSERT INTO person_data (tenant, ref, version, person, ciphertext)
    SELECT DISTINCT ON (p.tenant, p.ref, p.version) p.tenant, p.ref, p.version, p.person, p.ciphertext
    FROM (
      SELECT generate_series(1, cardinality(p_commit)) AS place, unnest(p_commit) AS commit, unnest(p_tenant) AS tenant,
             unnest(p_ref) AS ref, unnest(p_version) AS version, unnest(p_person) AS person,
             unnest(p_ciphertext) AS ciphertext
    ) p
    WHERE committed[p.commit]
    ORDER BY p.tenant, p.ref, p.version, p.place DESC
    ON CONFLICT (tenant, ref, version) DO UPDATE SET person = excluded.person, ciphertext = excluded.ciphertext;
  END IF;

  IF cardinality(i_commit) > 0 THEN
    INSERT INTO archive (entity, shelf, id, json)
    SELECT c_row[i.commit], i.shelf, i.id, i.json
    FROM (
      SELECT unnest(i_commit) AS commit, unnest(i_shelf) AS shelf, unnest(i_id) AS id, unnest(i_json) AS json
    ) i
    WHERE committed[i.commit]
    ON CONFLICT (entity, shelf, id) DO UPDATE SET json = excluded.json;
  END IF;

  IF cardinality(u_commit) > 0 THEN
    INSERT INTO publication (tenant, number, kind, name, version, effective_from, content)
    SELECT u.tenant, u.number, u.kind, u.name, u.version, u.effective_from, u.content
    FROM (
      SELECT unnest(u_commit) AS commit, unnest(u_tenant) AS tenant, unnest(u_number) AS number,
             unnest(u_kind) AS kind, unnest(u_name) AS name, unnest(u_version) AS version,
             unnest(u_from) AS effective_from, unnest(u_content) AS content
    ) u
    WHERE committed[u.commit];
  END IF;

  IF cardinality(l_commit) > 0 THEN
    INSERT INTO list_member (tenant, member, entity, since, until, note)
    SELECT l.tenant, l.member, c_row[l.commit], l.since, l.until, l.note
    FROM (
      SELECT unnest(l_commit) AS commit, unnest(l_tenant) AS tenant, unnest(l_member) AS member,
             unnest(l_since) AS since, unnest(l_until) AS until, unnest(l_note) AS note
    ) l
    WHERE committed[l.commit]
    ON CONFLICT (tenant, member, entity)
    DO UPDATE SET since = excluded.since, until = excluded.until, note = excluded.note;
  END IF;

  IF cardinality(d_commit) > 0 THEN
    DELETE FROM list_member m
    USING (SELECT unnest(d_commit) AS commit, unnest(d_tenant) AS tenant, unnest(d_member) AS member) d
    WHERE m.tenant = d.tenant AND m.member = d.member AND m.entity = c_row[d.commit] AND committed[d.commit];
  END IF;
END
$$;
