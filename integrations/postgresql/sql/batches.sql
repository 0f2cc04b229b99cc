-- More rows than work_mem: they come in batches, where the policy allows it, and the figures are the same.
CREATE TABLE many AS SELECT 'k' || i AS id, (i * 7919 % 3000017)::numeric / 100 AS revenue, 'u' || (i % 2 + 1) AS unit, true AS ok
  FROM generate_series(1, 20000) i;
ANALYZE many;
\set tables '{"project": "many", "unit": "unit"}'
SELECT remit.add('shares', $$policy shares { currency CNY rounding half_up to 0.01 party office
  entity project { key id : text  revenue : money }
  define all = sum(project.revenue)
  reward share for project cite "1" { pay 1_000_000 CNY * (revenue / all) from office } }$$);
SELECT remit.add('places', $$policy places { currency CNY
  entity project { key id : text  revenue : money }
  define place for project = rank(revenue desc ties standard) }$$);
CREATE FUNCTION figures() RETURNS TABLE(what text, lines bigint, total numeric, sample text) LANGUAGE sql AS $$
  SELECT 'bonus', count(*), sum(amount), max(key) FILTER (WHERE amount > 5000) FROM remit.ledger('bonus@1', '{"project": "many", "unit": "unit"}')
  UNION ALL SELECT 'total', sum(payments), sum(amount), max(payer) FROM remit.totals('bonus@1', '{"project": "many", "unit": "unit"}')
  UNION ALL SELECT 'shares', count(*), sum(amount), md5(string_agg(key || amount, ',' ORDER BY key)) FROM remit.ledger('shares', '{"project": "SELECT id, revenue FROM many"}')
  UNION ALL SELECT 'places', count(*), sum(place), md5(string_agg(id || place, ',' ORDER BY id)) FROM remit.columns('places', 'project', '{"project": "SELECT id, revenue FROM many"}') AS c(id text, place numeric)
  UNION ALL SELECT 'targets', count(*), sum(progress::numeric), max(key) FROM remit.targets('bonus@1', '{"project": "many", "unit": "unit"}') WHERE met
$$;
SET work_mem = '1GB';
CREATE TABLE in_memory AS SELECT * FROM figures();
SET work_mem = '64kB';
SET client_min_messages = debug1;
SELECT count(*) FROM remit.ledger('shares', '{"project": "SELECT id, revenue FROM many"}');
SET client_min_messages = notice;
SELECT f.* FROM figures() f;
SELECT count(*) AS differences FROM (TABLE in_memory EXCEPT SELECT * FROM figures()) d;
-- An error in the middle of the rows.
SELECT count(*) FROM remit.ledger('shares', '{"project": "SELECT id, 1 / (CASE id WHEN ''k15000'' THEN 0 ELSE 1 END) AS revenue FROM many"}');
-- A key that occurs twice.
SELECT count(*) FROM remit.ledger('shares', '{"project": "SELECT ''a'' AS id, revenue FROM many"}');
-- statement_timeout ends a run, in memory and in batches.
SET statement_timeout = '200ms';
SELECT count(*) FROM remit.columns('places', 'project', '{"project": "SELECT i AS id, i * 7919 % 300007 AS revenue FROM generate_series(1, 3000000) i"}') AS c(place numeric);
SET work_mem = '1GB';
SELECT count(*) FROM remit.columns('places', 'project', '{"project": "SELECT i AS id, i * 7919 % 300007 AS revenue FROM generate_series(1, 3000000) i"}') AS c(place numeric);
RESET statement_timeout;
SELECT amount FROM remit.totals('bonus@1', :'tables');
-- In workers of a parallel query; the setting has another name from 16 on.
SELECT set_config(name, 'on', false) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
SELECT sum(remit.value('bonus@1', 'bonus', m)) FROM many m WHERE id < 'k2';
