-- complain if the script is sourced in psql rather than by CREATE EXTENSION
\echo Use "CREATE EXTENSION remit" to load this file. \quit

-- Policies by name and version. A row is never changed: what was paid under it can be computed again.
CREATE TABLE remit.policies (
  name    text NOT NULL CHECK (name OPERATOR(pg_catalog.!~) '[{@]' AND name OPERATOR(pg_catalog.<>) ''),
  version integer NOT NULL,
  texts   text[] NOT NULL,  -- the policy and the files that amend it, in order
  hash    text NOT NULL,    -- the same for every layout and spelling of the same policy
  added   timestamptz NOT NULL DEFAULT pg_catalog.now(),
  added_by text NOT NULL DEFAULT session_user,
  PRIMARY KEY (name, version)
);
SELECT pg_catalog.pg_extension_config_dump('remit.policies', '');

CREATE FUNCTION remit.version() RETURNS text
  AS 'MODULE_PATHNAME', 'remit_pg_version' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION remit.hash(VARIADIC texts text[]) RETURNS text
  AS 'MODULE_PATHNAME', 'remit_pg_hash' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION remit.hash(text[]) IS '64 digits, the same for every layout and spelling of the same policy';

CREATE FUNCTION remit.check(policy text, OUT severity text, OUT code text, OUT line integer, OUT "column" integer,
    OUT message text, OUT help text, OUT begin_byte integer, OUT end_byte integer) RETURNS SETOF record
  AS 'MODULE_PATHNAME', 'remit_pg_check_text' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION remit.check(text) IS 'what is to be said of a policy text: errors, warnings, notes';

-- The version that now holds: a new one, or the last one where the text means the same.
CREATE FUNCTION remit.add(name text, VARIADIC texts text[]) RETURNS integer LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  digits text := remit.hash(VARIADIC texts);
  last remit.policies;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('remit.policies'), hashtext(add.name));
  SELECT * INTO last FROM remit.policies p WHERE p.name = add.name ORDER BY version DESC LIMIT 1;
  IF last.hash = digits AND last.texts = add.texts THEN
    RETURN last.version;
  END IF;
  INSERT INTO remit.policies (name, version, texts, hash)
    VALUES (add.name, coalesce(last.version, 0) + 1, add.texts, digits);
  RETURN coalesce(last.version, 0) + 1;
END $$;
COMMENT ON FUNCTION remit.add(text, text[]) IS 'checks a policy and keeps it as a new version';

-- A figure of one row. `policy` is a name, name@version, or a text.
-- A figure with other tables runs queries, and not every query may run in a worker of a parallel one.
CREATE FUNCTION remit.value(policy text, "column" text, "row" record)
  RETURNS numeric AS 'MODULE_PATHNAME', 'remit_pg_value_numeric' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.value(policy text, "column" text, "row" record, tables jsonb, as_of date DEFAULT NULL)
  RETURNS numeric AS 'MODULE_PATHNAME', 'remit_pg_value_numeric' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;
CREATE FUNCTION remit.value(policy text, "column" text, "row" jsonb)
  RETURNS numeric AS 'MODULE_PATHNAME', 'remit_pg_value_numeric' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.value(policy text, "column" text, "row" jsonb, tables jsonb, as_of date DEFAULT NULL)
  RETURNS numeric AS 'MODULE_PATHNAME', 'remit_pg_value_numeric' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;
CREATE FUNCTION remit.value_text(policy text, "column" text, "row" record)
  RETURNS text AS 'MODULE_PATHNAME', 'remit_pg_value_text' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.value_text(policy text, "column" text, "row" record, tables jsonb, as_of date DEFAULT NULL)
  RETURNS text AS 'MODULE_PATHNAME', 'remit_pg_value_text' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;
CREATE FUNCTION remit.value_text(policy text, "column" text, "row" jsonb)
  RETURNS text AS 'MODULE_PATHNAME', 'remit_pg_value_text' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.value_text(policy text, "column" text, "row" jsonb, tables jsonb, as_of date DEFAULT NULL)
  RETURNS text AS 'MODULE_PATHNAME', 'remit_pg_value_text' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;
CREATE FUNCTION remit.value_date(policy text, "column" text, "row" record)
  RETURNS date AS 'MODULE_PATHNAME', 'remit_pg_value_date' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.value_date(policy text, "column" text, "row" record, tables jsonb, as_of date DEFAULT NULL)
  RETURNS date AS 'MODULE_PATHNAME', 'remit_pg_value_date' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;
CREATE FUNCTION remit.value_date(policy text, "column" text, "row" jsonb)
  RETURNS date AS 'MODULE_PATHNAME', 'remit_pg_value_date' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.value_date(policy text, "column" text, "row" jsonb, tables jsonb, as_of date DEFAULT NULL)
  RETURNS date AS 'MODULE_PATHNAME', 'remit_pg_value_date' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;
CREATE FUNCTION remit.value_bool(policy text, "column" text, "row" record)
  RETURNS boolean AS 'MODULE_PATHNAME', 'remit_pg_value_bool' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.value_bool(policy text, "column" text, "row" record, tables jsonb, as_of date DEFAULT NULL)
  RETURNS boolean AS 'MODULE_PATHNAME', 'remit_pg_value_bool' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;
CREATE FUNCTION remit.value_bool(policy text, "column" text, "row" jsonb)
  RETURNS boolean AS 'MODULE_PATHNAME', 'remit_pg_value_bool' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.value_bool(policy text, "column" text, "row" jsonb, tables jsonb, as_of date DEFAULT NULL)
  RETURNS boolean AS 'MODULE_PATHNAME', 'remit_pg_value_bool' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;
CREATE FUNCTION remit.reason(policy text, "column" text, "row" record)
  RETURNS text AS 'MODULE_PATHNAME', 'remit_pg_value_reason' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.reason(policy text, "column" text, "row" record, tables jsonb, as_of date DEFAULT NULL)
  RETURNS text AS 'MODULE_PATHNAME', 'remit_pg_value_reason' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;
CREATE FUNCTION remit.reason(policy text, "column" text, "row" jsonb)
  RETURNS text AS 'MODULE_PATHNAME', 'remit_pg_value_reason' LANGUAGE C STABLE PARALLEL SAFE COST 100;
CREATE FUNCTION remit.reason(policy text, "column" text, "row" jsonb, tables jsonb, as_of date DEFAULT NULL)
  RETURNS text AS 'MODULE_PATHNAME', 'remit_pg_value_reason' LANGUAGE C STABLE PARALLEL RESTRICTED COST 100;

-- What a run gives. `tables` says for each entity where its rows are: a relation or a query.
CREATE FUNCTION remit.ledger(policy text, tables jsonb, as_of date DEFAULT NULL,
    OUT reward text, OUT entity text, OUT key text, OUT payer text, OUT payee text, OUT amount numeric, OUT currency text, OUT clause text, OUT status text, OUT reason text, OUT honour text, OUT account text, OUT purpose text) RETURNS SETOF record
  AS 'MODULE_PATHNAME', 'remit_pg_ledger' LANGUAGE C STABLE COST 10000 ROWS 10000;
CREATE FUNCTION remit.totals(policy text, tables jsonb, as_of date DEFAULT NULL,
    OUT payer text, OUT currency text, OUT amount numeric, OUT payments bigint, OUT undetermined bigint, OUT repay numeric) RETURNS SETOF record
  AS 'MODULE_PATHNAME', 'remit_pg_totals' LANGUAGE C STABLE COST 10000 ROWS 10000;
CREATE FUNCTION remit.targets(policy text, tables jsonb, as_of date DEFAULT NULL,
    OUT target text, OUT entity text, OUT key text, OUT metric text, OUT goal text, OUT progress text, OUT met boolean, OUT clause text, OUT comparison text) RETURNS SETOF record
  AS 'MODULE_PATHNAME', 'remit_pg_targets' LANGUAGE C STABLE COST 10000 ROWS 10000;
CREATE FUNCTION remit.errors(policy text, tables jsonb, as_of date DEFAULT NULL,
    OUT entity text, OUT key text, OUT "row" bigint, OUT "column" text, OUT reason text, OUT detail text) RETURNS SETOF record
  AS 'MODULE_PATHNAME', 'remit_pg_errors' LANGUAGE C STABLE COST 10000 ROWS 10000;
CREATE FUNCTION remit.findings(policy text, tables jsonb, as_of date DEFAULT NULL,
    OUT finding text, OUT form text, OUT entity text, OUT key text, OUT against text, OUT clause text, OUT holds boolean, OUT reason text) RETURNS SETOF record
  AS 'MODULE_PATHNAME', 'remit_pg_findings' LANGUAGE C STABLE COST 10000 ROWS 10000;

-- Key and defined columns of an entity, those that the caller names: AS c(id text, bonus numeric).
CREATE FUNCTION remit.columns(policy text, entity text, tables jsonb, as_of date DEFAULT NULL) RETURNS SETOF record
  AS 'MODULE_PATHNAME', 'remit_pg_columns' LANGUAGE C STABLE COST 10000 ROWS 10000;

CREATE FUNCTION remit.explain(policy text, tables jsonb, entity text, key text, "column" text,
    language text DEFAULT NULL, format text DEFAULT 'text', as_of date DEFAULT NULL) RETURNS text
  AS 'MODULE_PATHNAME', 'remit_pg_explain' LANGUAGE C STABLE COST 10000;
COMMENT ON FUNCTION remit.explain(text, jsonb, text, text, text, text, text, date) IS 'how a figure came about';

-- Everybody may compute with what is theirs to read; who may add policies the owner says.
GRANT USAGE ON SCHEMA remit TO PUBLIC;
GRANT SELECT ON remit.policies TO PUBLIC;
