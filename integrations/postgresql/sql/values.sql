-- A figure of one row: of a table, of a query, of JSON.
CREATE TABLE unit(code text PRIMARY KEY, region text);
INSERT INTO unit VALUES ('u1', 'north'), ('u2', 'south');
CREATE TABLE project(id text PRIMARY KEY, revenue numeric(20, 2), unit text, closed date, points int, ok bool, remark text);
INSERT INTO project VALUES ('p1', 1000.05, 'u1', '2024-02-27', 3, true, 'x'), ('p2', 250, 'u2', NULL, NULL, false, NULL),
  ('p3', NULL, NULL, 'infinity', 4, NULL, NULL), ('p4', 12345678901234.56, 'u9', '2000-02-26', 2147483647, true, NULL);
SELECT id, remit.value('bonus', 'bonus', p) AS bonus, remit.value('bonus@1', 'project.bonus', p) AS before,
       remit.value_date('bonus', 'settled', p) AS settled, remit.value('bonus', 'twice', p) AS twice,
       remit.value_bool('bonus', 'large', p) AS large, remit.value_text('bonus', 'bonus.reason', p) AS reason
  FROM project p ORDER BY id;
SELECT id, remit.reason('bonus', 'bonus', p), remit.reason('bonus', 'settled', p) FROM project p ORDER BY id;
-- Every column as text.
SELECT id, remit.value_text('bonus', 'bonus', p), remit.value_text('bonus', 'settled', p), remit.value_text('bonus', 'large', p)
  FROM project p ORDER BY id;
-- Rows of other tables, read once for a statement.
SELECT id, remit.value_bool('bonus', 'north', p, '{"unit": "unit"}') AS north FROM project p ORDER BY id;
SELECT code, remit.value('bonus', 'many', u, '{"project": "SELECT * FROM project WHERE unit = ''u1''"}') AS many FROM unit u WHERE code = 'u1';
-- A row of a query; a row that lacks a field; a name that is almost one.
SELECT remit.value('bonus', 'bonus', q) FROM (SELECT 'a' AS id, 10.5 AS revenue) q;
SELECT remit.value('bonus', 'bonus', q) FROM (SELECT 'a' AS id) q;
SELECT remit.value('bonus', 'bonus', q) FROM (SELECT 'a' AS id, 10.5 AS revenu) q;
SELECT remit.value('bonus', 'bonus', ROW('a', 10.5));
-- JSON: numbers keep their digits, what is left out is blank whatever stood before.
SELECT remit.value('bonus', 'bonus', j), remit.value_date('bonus', 'settled', j)
  FROM (VALUES ('{"id": "a", "revenue": 12345.678}'::jsonb), ('{"id": "a", "revenue": 100.25, "closed": "2024-02-27"}'),
               ('{"id": "b", "revenue": "7", "ok": true}'), ('{"id": "c", "revenue": 8, "ok": false, "closed": null}')) v(j);
SELECT remit.value('bonus', 'bonus', '{"idd": "a"}'::jsonb);
SELECT remit.value('bonus', 'bonus', '{"id": {}}'::jsonb);
SELECT remit.value('bonus', 'bonus', '[]'::jsonb);
SELECT remit.value('bonus', 'nothing', '{}'::jsonb);
SELECT remit.value('bonus', 'settled', '{"id": "a", "closed": "2024-02-27"}'::jsonb);
SELECT remit.value_date('bonus', 'bonus', '{"id": "a", "revenue": 1}'::jsonb);
SELECT remit.value(NULL, 'bonus', '{}'::jsonb), remit.value('bonus', NULL, '{}'::jsonb), remit.value('bonus', 'bonus', NULL::jsonb);
-- Floats count as their shortest decimal; what is no number is an error of its cell.
SELECT remit.value('bonus', 'bonus', q), remit.reason('bonus', 'bonus', q)
  FROM (VALUES ('a', 0.25::float8), ('b', 'NaN'), ('c', 9e15), ('d', 'Infinity')) q(id, revenue);
SELECT remit.value('bonus', 'bonus', q), remit.reason('bonus', 'bonus', q)
  FROM (VALUES ('a', 0.25::numeric), ('b', 'NaN'), ('d', 'Infinity')) q(id, revenue);
-- Policy and column may change from row to row.
SELECT name, version, remit.value(name || '@' || version, 'bonus', '{"id": "a", "revenue": 100}'::jsonb)
  FROM remit.policies, generate_series(1, 2) WHERE name = 'bonus' ORDER BY 1, 2;
-- In a view, a trigger, a constraint, a generated column.
CREATE VIEW due AS SELECT id, remit.value('bonus', 'bonus', p) AS bonus FROM project p;
SELECT * FROM due WHERE bonus > 100 ORDER BY id;
CREATE TABLE claim(id text, revenue numeric, CHECK (remit.value('bonus', 'bonus', jsonb_build_object('id', id, 'revenue', revenue)) <= 100));
INSERT INTO claim VALUES ('a', 1000);
INSERT INTO claim VALUES ('b', 1000.10);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE NOTICE 'bonus of %: %', new.id, remit.value('bonus', 'bonus', new); RETURN new; END $$;
CREATE TRIGGER note BEFORE INSERT ON claim FOR EACH ROW EXECUTE FUNCTION note();
INSERT INTO claim VALUES ('c', 55.55), ('d', 66.66);
CREATE FUNCTION bonus(id text, revenue numeric) RETURNS numeric IMMUTABLE LANGUAGE sql
  AS $$ SELECT remit.value('bonus@1', 'bonus', jsonb_build_object('id', id, 'revenue', revenue)) $$;
CREATE TABLE kept(id text, revenue numeric, bonus numeric GENERATED ALWAYS AS (bonus(id, revenue)) STORED);
INSERT INTO kept VALUES ('a', 12.34);
TABLE kept;
