-- Whoever gives the queries gets no further by Remit than by SQL.
CREATE ROLE clerk;
CREATE TABLE unit_rows (id text, revenue numeric, office text);
INSERT INTO unit_rows VALUES ('a', 100, 'clerk'), ('b', 200, 'other'), ('c', 300, 'clerk');
GRANT SELECT ON unit_rows TO clerk;
ALTER TABLE unit_rows ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON unit_rows USING (office = current_user);
\set rule '\'policy p { currency CNY rounding half_up to 0.01 party office entity row { key id : text  revenue : money } reward r for row cite "1" { pay 10% * revenue from office } define all = sum(row.revenue) }\''
-- Row level security holds in every function that reads.
SET ROLE clerk;
SELECT key, amount FROM remit.ledger(:rule, '{"row": "unit_rows"}') ORDER BY 1;
SELECT payments FROM remit.totals(:rule, '{"row": "SELECT id, revenue FROM unit_rows"}');
SELECT id FROM remit.columns(:rule, 'row', '{"row": "unit_rows"}') AS c(id text);
SELECT remit.explain(:rule, '{"row": "unit_rows"}', 'row', 'b', 'r');
SET work_mem = '64kB';
SELECT count(*) FROM remit.ledger(:rule, '{"row": "SELECT u.id || i AS id, revenue FROM unit_rows u, generate_series(1, 3000) i"}');
RESET work_mem;
SET row_security = off;
SELECT count(*) FROM remit.ledger(:rule, '{"row": "unit_rows"}');
RESET row_security;
RESET ROLE;
-- A query is one query that reads.
SELECT count(*) FROM remit.ledger(:rule, '{"row": "SELECT 1; DROP TABLE unit_rows"}');
SELECT count(*) FROM remit.ledger(:rule, '{"row": "DELETE FROM unit_rows RETURNING id, revenue"}');
SELECT count(*) FROM remit.ledger(:rule, '{"row": "WITH gone AS (DELETE FROM unit_rows RETURNING id, revenue) SELECT * FROM gone"}');
SELECT count(*) FROM remit.ledger(:rule, '{"row": "COPY unit_rows TO STDOUT"}');
SELECT count(*) FROM remit.ledger(:rule, '{"row": ""}');
SELECT count(*) FROM remit.ledger(:rule, '{"row": "unit_rows; --"}');
SELECT count(*) FROM remit.ledger(:rule, '{"row": {"a": 1}}');
SELECT count(*) FROM remit.ledger(:rule, '["row"]');
SELECT count(*) FROM unit_rows;
-- A relation and operators of the caller's own stand in for none of Remit's.
CREATE SCHEMA evil;
GRANT ALL ON SCHEMA evil TO clerk;
SET ROLE clerk;
SET search_path = evil, pg_catalog;
CREATE TABLE evil.policies (name text, version int, texts text[]);
INSERT INTO evil.policies VALUES ('bonus', 1, ARRAY['policy evil { entity row { key id : text } define x for row = 666 }']);
CREATE FUNCTION evil.equal(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.equal);
SELECT remit.value('bonus@1', 'x', '{"id": "a"}'::jsonb);
SELECT remit.value('nobody', 'bonus', '{"id": "a"}'::jsonb);
RESET search_path;
RESET ROLE;
-- A savepoint takes back a run that failed; the session goes on, and so does the cached case.
BEGIN;
SELECT remit.value(:rule, 'r', '{"id": "a", "revenue": 100}'::jsonb);
SAVEPOINT before;
SELECT count(*) FROM remit.ledger(:rule, '{"row": "SELECT id, 1 / (revenue - 100) AS revenue FROM unit_rows"}');
ROLLBACK TO before;
SELECT remit.value(:rule, 'r', '{"id": "a", "revenue": 200}'::jsonb);
SELECT payments FROM remit.totals(:rule, '{"row": "unit_rows"}');
COMMIT;
-- Functions that call Remit within Remit's own query.
CREATE FUNCTION inner_sum() RETURNS numeric LANGUAGE sql AS
  $$ SELECT sum(amount) FROM remit.ledger('policy q { currency CNY rounding half_up to 0.01 party o entity row { key id : text  revenue : money } reward r for row cite "1" { pay revenue from o } }', '{"row": "SELECT id, revenue FROM unit_rows"}') $$;
SELECT amount FROM remit.totals(:rule, '{"row": "SELECT id, inner_sum() AS revenue FROM unit_rows"}');
-- statement_timeout stops a policy that is slow by itself, between two rows of a query as well.
SET statement_timeout = '300ms';
SELECT count(*) FROM remit.ledger(:rule, '{"row": "SELECT i::text AS id, 1 AS revenue FROM generate_series(1, 100000000) i"}');
SELECT count(*) FROM generate_series(1, 100000000) i WHERE remit.value(:rule, 'r', jsonb_build_object('id', 'a', 'revenue', i)) < 0;
RESET statement_timeout;
DROP SCHEMA evil CASCADE;
DROP FUNCTION inner_sum();
DROP TABLE unit_rows;
DROP ROLE clerk;
