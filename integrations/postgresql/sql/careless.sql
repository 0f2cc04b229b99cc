-- What the careless do, and what sessions differ in: figures are those of the rows, or an error says why not.
CREATE DOMAIN sum_of_money AS numeric(12, 2);
CREATE TYPE colour AS ENUM ('red', 'green');
CREATE TYPE pair AS (a int, b text);
-- A value on its three ways in: as a row, as an object, in a table. `=` where a row and a table give the same.
CREATE FUNCTION ways(value text, kind text) RETURNS TABLE(row_says text, object_says text, table_says text) LANGUAGE plpgsql AS $$
DECLARE
  rule text := format('policy p { currency CNY entity item { key id : text  x : %s optional } define y for item = x }', kind);
  of text := format('SELECT ''a''::text AS id, %s AS x', value);
BEGIN
  BEGIN
    EXECUTE format('SELECT coalesce(remit.value_text(%1$L, ''y'', q), left(remit.reason(%1$L, ''y'', q), 3)) FROM (%2$s) q', rule, of) INTO row_says;
  EXCEPTION WHEN OTHERS THEN row_says := sqlstate; END;
  BEGIN
    EXECUTE format('SELECT coalesce(remit.value_text(%1$L, ''y'', to_jsonb(q)), left(remit.reason(%1$L, ''y'', to_jsonb(q)), 3)) FROM (%2$s) q', rule, of) INTO object_says;
  EXCEPTION WHEN OTHERS THEN object_says := sqlstate; END;
  BEGIN
    EXECUTE format('SELECT coalesce((SELECT y FROM remit.columns(%1$L, ''item'', %2$L) AS c(y text)), (SELECT ''the'' FROM remit.errors(%1$L, %2$L) LIMIT 1))',
      rule, jsonb_build_object('item', of)) INTO table_says;
  EXCEPTION WHEN OTHERS THEN table_says := sqlstate; END;
  RETURN NEXT;
END $$;
CREATE TABLE given(at serial, value text);
INSERT INTO given(value) VALUES ('NULL::text'), ('NULL::int'), ('''''::text'), ('1'), ('-9223372036854775808'), ('9223372036854775807'), ('1::int2'),
  ('1.50'), ('1e30::numeric'), ('1e-20::numeric'), ('''NaN''::numeric'), ('0.1::float4'), ('16777216::float4'), ('123456.789::float4'), ('''NaN''::float4'),
  ('0.1::float8'), ('''NaN''::float8'), ('1e300::float8'), ('-0.0::float8'), ('true'), ('NULL::bool'),
  ('''2024-02-29''::date'), ('''infinity''::date'), ('''-infinity''::date'), ('''0044-03-15 BC''::date'), ('''20000-01-01''::date'), ('''5874897-12-31''::date'),
  ('''2024-02-29 00:00:00''::timestamp'), ('''2024-02-29 10:00:00''::timestamp'), ('''infinity''::timestamp'),
  ('''red''::char(5)'), ('''2024-02-29''::char(20)'), ('''12''::char(5)'), ('''red  ''::varchar'), ('''  red''::text'), ('''x''::"char"'), ('''red''::name'),
  ('5::sum_of_money'), ('''red''::colour'), ('ROW(1,''b'')::pair'), ('ARRAY[1,2]'), ('''12''::jsonb'), ('''\x00ff''::bytea'), ('''1 day''::interval'),
  ('''a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11''::uuid'), ('''1,000''::text'), ('E''caf\u00e9'''), ('E''cafe\u0301'''), ('repeat(''k'', 32768)');
CREATE TABLE kinds(kind text);
INSERT INTO kinds VALUES ('number'), ('text'), ('date'), ('bool');
CREATE TABLE told AS SELECT at, value, kind, w.* FROM given, kinds, LATERAL ways(value, kind) w;
-- A row gives what a table gives; but of floats for a field that takes none, where a table is refused as a whole.
SELECT value, kind, row_says, table_says FROM told
  WHERE row_says IS DISTINCT FROM table_says AND NOT (row_says = 'the' AND table_says = '22000' AND value LIKE '%float%') ORDER BY at, kind;
SELECT value, kind, left(row_says, 40) AS row_says, left(object_says, 40) AS object_says FROM told WHERE kind IN ('number', 'date') AND row_says NOT IN ('the', '22000') ORDER BY kind DESC, at;
-- However the session shows them.
SET datestyle = 'SQL, DMY'; SET extra_float_digits = -10; SET intervalstyle = 'iso_8601'; SET bytea_output = 'escape';
SELECT t.value, t.kind, t.row_says AS before, w.row_says, w.table_says FROM told t, LATERAL ways(value, kind) w
  WHERE value ~ 'float|date|timestamp|interval|bytea' AND (w.row_says IS DISTINCT FROM t.row_says OR w.table_says IS DISTINCT FROM t.table_says) ORDER BY at, kind;
SHOW datestyle;
RESET datestyle; RESET extra_float_digits; RESET intervalstyle; RESET bytea_output;
-- A call site of PL/pgSQL lives as long as the transaction, and sees what the statement sees.
CREATE TABLE rates(code text, rate numeric);
INSERT INTO rates VALUES ('a', 0);
CREATE FUNCTION again(rule text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE said text := ''; r record; BEGIN
  FOR i IN 1..3 LOOP
    UPDATE rates SET rate = i;
    SELECT 'x' AS id, 'a' AS unit INTO r;
    said := said || ' ' || remit.value(rule, 'y', r, '{"unit": "rates"}');
  END LOOP;
  RETURN said; END $$;
SELECT again('policy p { currency CNY entity unit { key code : text  rate : number } entity item { key id : text  unit : unit } define y for item = unit.rate }');
CREATE FUNCTION versions() RETURNS text LANGUAGE plpgsql AS $$ DECLARE said text := ''; BEGIN
  FOR i IN 1..4 LOOP
    BEGIN
      PERFORM remit.add('versions', 'policy p { currency CNY entity item { key id : text } define y for item = ' || i || ' }');
      said := said || ' ' || remit.value('versions', 'y', '{"id": "x"}'::jsonb);
      IF i = 2 THEN RAISE EXCEPTION 'taken back'; END IF;
    EXCEPTION WHEN raise_exception THEN said := said || ' back to ' || remit.value('versions', 'y', '{"id": "x"}'::jsonb); END;
  END LOOP;
  RETURN said; END $$;
SELECT versions();
-- Rows of one kind after another: what one has and the next lacks is blank; a table altered in between.
\set rule '\'policy p { currency CNY entity item { key id : text "编号"  revenue : number optional "收入" column "INC" } define y for item = revenue }\''
CREATE FUNCTION kinds_of_rows(rule text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE said text := ''; r record; q text; BEGIN
  FOREACH q IN ARRAY ARRAY['SELECT ''x'' AS id, 7 AS revenue', 'SELECT ''x'' AS id', 'SELECT ''5'' AS revenue, 1.5 AS other, ''x'' AS id'] LOOP
    EXECUTE q INTO r;
    said := said || ' ' || coalesce(remit.value_text(rule, 'y', r), 'blank');
  END LOOP;
  RETURN said; END $$;
SELECT kinds_of_rows(:rule);
CREATE TABLE altered(gone int, id text, revenue text);
INSERT INTO altered VALUES (1, 'x', '7');
CREATE FUNCTION altered_between(rule text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE said text := ''; r altered; BEGIN
  FOR i IN 1..3 LOOP
    EXECUTE 'SELECT remit.value_text($1, ''y'', a) FROM altered a' INTO STRICT said USING rule;
    RAISE NOTICE '% %', i, said;
    IF i = 1 THEN EXECUTE 'ALTER TABLE altered ALTER revenue TYPE int USING revenue::int'; END IF;
    IF i = 2 THEN EXECUTE 'ALTER TABLE altered DROP gone, ADD more text DEFAULT ''m'''; END IF;
  END LOOP;
  RETURN said; END $$;
SELECT altered_between(:rule);
SELECT id, y FROM remit.columns(:rule, 'item', '{"item": "altered"}') AS c(id text, y numeric);
-- Headers as tables read them, on each way; one field twice.
SELECT remit.value(:rule, 'y', q) FROM (SELECT 'a' AS id, 5 AS "收入") q;
SELECT remit.value(:rule, 'y', q) FROM (SELECT 'a' AS "编号 ", 5 AS " INC") q;
SELECT remit.value(:rule, 'y', '{"id": "a", "ｉｎｃ": 5}'::jsonb);
SELECT remit.value(:rule, 'y', '{"id": "a", " ＩＮＣ": 5}'::jsonb);
SELECT y FROM remit.columns(:rule, 'item', '{"item": "SELECT ''a'' AS id, 5 AS \" INC\""}') AS c(y numeric);
SELECT remit.value(:rule, 'y', q) FROM (SELECT 'a' AS id, 5 AS revenue, 6 AS "收入") q;
SELECT remit.value(:rule, 'y', '{"id": "a", "revenue": 5, "收入": 6}'::jsonb);
-- Names with blanks; what a list of columns cannot keep; days that never come.
CREATE TABLE "my ""rows"" (1)"(id text, revenue numeric);
INSERT INTO "my ""rows"" (1)" VALUES ('abcdef', 5.25);
SELECT y FROM remit.columns(:rule, 'item', '{"item": "\"my \"\"rows\"\" (1)\""}') AS c(y numeric);
SELECT y FROM remit.columns(:rule, 'item', '{"item": "public.\"my \"\"rows\"\" (1)\""}') AS c(y numeric(10, 2));
SELECT y FROM remit.columns(:rule, 'item', '{"item": "public.\"my \"\"rows\"\" (1)\""}') AS c(y numeric(10, 1));
SELECT id FROM remit.columns(:rule, 'item', '{"item": "public.\"my \"\"rows\"\" (1)\""}') AS c(id varchar(3));
SELECT id FROM remit.columns(:rule, 'item', '{"item": "public.\"my \"\"rows\"\" (1)\""}') AS c(id char(3));
SELECT y FROM remit.columns(:rule, 'item', '{"item": "altered"}', '-infinity') AS c(y numeric);
SELECT remit.value(:rule, 'y', a, NULL, 'infinity') FROM altered a;
SELECT remit.value(:rule, 'y', a, NULL, '2024-02-29') FROM altered a;
-- A message of any length; a setting that is misspelt.
DO $$ BEGIN PERFORM remit.value('a' || repeat('错', 2000), 'y', '{}'::jsonb); EXCEPTION WHEN OTHERS THEN RAISE NOTICE '% %', sqlstate, length(sqlerrm); END $$;
-- Partitions, temporary tables, workers.
CREATE TABLE parted(id text, revenue numeric, part int) PARTITION BY LIST (part);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE parted_2(part int, revenue numeric, dropped text, id text);
ALTER TABLE parted_2 DROP dropped;
ALTER TABLE parted ATTACH PARTITION parted_2 FOR VALUES IN (2);
INSERT INTO parted SELECT 'k' || i, i, i % 2 + 1 FROM generate_series(1, 1000) i;
ANALYZE parted;
SELECT sum(y) FROM remit.columns(:rule, 'item', '{"item": "parted"}') AS c(y numeric);
SELECT sum(remit.value(:rule, 'y', p)) FROM parted p;
CREATE TEMP TABLE units AS SELECT 'a' AS code, 2 AS rate;
CREATE TABLE items AS SELECT i::text AS id, 'a' AS unit FROM generate_series(1, 1000) i;
SELECT set_config(name, 'on', false) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
SELECT sum(remit.value('policy p { currency CNY entity unit { key code : text  rate : number } entity item { key id : text  unit : unit } define y for item = unit.rate }', 'y', i, '{"unit": "units"}')) FROM items i;
SELECT sum(remit.value(:rule, 'y', p)) FROM parted p;
SELECT set_config(name, 'off', false) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
-- Columns that no field reads are not made texts of, however large; a key of 32 kB is a key.
SELECT sum(y) FROM remit.columns(:rule, 'item', '{"item": "SELECT i::text AS id, i AS revenue, (SELECT repeat(''x'', 1000000)) AS page FROM generate_series(1, 8000) i"}') AS c(y numeric);
SELECT length(id), y FROM remit.columns(:rule, 'item', '{"item": "SELECT repeat(''k'', 32768) || i AS id, i AS revenue FROM generate_series(1, 3) i"}') AS c(id text, y numeric);
-- A planner that expects too few rows: work_mem holds all the same.
CREATE FUNCTION many_rows(n int) RETURNS TABLE(id text, revenue numeric) ROWS 10 LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT 'k' || i, i::numeric FROM generate_series(1, n) i; END $$;
SET work_mem = '64kB';
SET client_min_messages = debug1;
SELECT sum(y) FROM remit.columns(:rule, 'item', '{"item": "SELECT * FROM many_rows(20000)"}') AS c(y numeric);
SELECT sum(y) FROM remit.columns(:rule, 'item', '{"item": "SELECT * FROM many_rows(20)"}') AS c(y numeric);
RESET client_min_messages;
RESET work_mem;
-- Rows that differ whenever they are read are read once, however many there are; and nobody's scan decides where one begins.
\set shares '\'policy p { currency CNY entity item { key id : text  revenue : number } define y for item = round(revenue / sum(item.revenue), to 0.000000000001, half_up) }\''
SET work_mem = '64kB';
SELECT abs(sum(y) - 1) < 0.0000001 AS whole FROM remit.columns(:shares, 'item', '{"item": "SELECT i::text AS id, round((1 + random())::numeric, 2) AS revenue FROM generate_series(1, 20000) i"}') AS c(y numeric);
SELECT DISTINCT y FROM remit.columns(:rule, 'item', '{"item": "SELECT id, (current_setting(''synchronize_seqscans'') = ''off'')::int AS revenue FROM items"}') AS c(y numeric);
SHOW synchronize_seqscans;
RESET work_mem;
-- A database that is not encoded in UTF8 says so.
SELECT current_database() AS here \gset
CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';
CREATE DATABASE chinese_euc ENCODING 'EUC_CN' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';
\set SHOW_CONTEXT never
\c ascii
CREATE EXTENSION remit;
\c chinese_euc
CREATE EXTENSION remit;
\c :here
\set SHOW_CONTEXT errors
DROP DATABASE ascii;
DROP DATABASE chinese_euc;
-- A client that is not.
SET client_encoding = 'GBK';
SELECT remit.version() IS NOT NULL AS loaded;
RESET client_encoding;
DO $$ BEGIN SET remit.langage = 'zh'; IF current_setting('server_version_num')::int >= 150000 THEN RAISE NOTICE 'accepted'; END IF; EXCEPTION WHEN invalid_name THEN NULL; END $$;
DROP FUNCTION ways, again, versions, kinds_of_rows, altered_between, many_rows;
DROP TABLE given, kinds, told, rates, altered, "my ""rows"" (1)", parted, items;
DROP DOMAIN sum_of_money;
DROP TYPE colour, pair;
DELETE FROM remit.policies WHERE name = 'versions';
