-- Everything that a run gives. `tables` has a relation or a query for each entity.
\set tables '{"project": "project", "unit": "SELECT code, region FROM unit"}'
SELECT key, payer, amount, currency, clause, status, reason FROM remit.ledger('bonus', :'tables') ORDER BY key;
SELECT * FROM remit.totals('bonus', :'tables');
SELECT key, metric, goal, met FROM remit.targets('bonus', :'tables') ORDER BY key;
SELECT key, "row", "column", reason FROM remit.errors('bonus', :'tables') ORDER BY 1, 3;
SELECT * FROM remit.findings('bonus', :'tables');
SELECT * FROM remit.columns('bonus', 'project', :'tables') AS c(id text, bonus numeric, settled date, large boolean, twice bigint) ORDER BY id;
SELECT * FROM remit.columns('bonus', 'unit', :'tables') AS c(many numeric, code varchar) ORDER BY code;
SELECT * FROM remit.columns('bonus', 'unit', :'tables') AS c(code text, nothing numeric);
SELECT * FROM remit.columns('bonus', 'unit', :'tables') AS c(code numeric);
SELECT * FROM remit.columns('bonus', 'hamlet', :'tables') AS c(code text);
SELECT split_part(remit.explain('bonus@1', :'tables', 'project', 'p1', 'bonus'), E'\n', n) AS told FROM generate_series(1, 6) n;
SELECT split_part(remit.explain('bonus', :'tables', 'project', 'p1', 'bonus', 'zh'), E'\n', 1) AS told;
SELECT jsonb_typeof(remit.explain('bonus', :'tables', 'project', 'p1', 'bonus', 'en', 'json')::jsonb);
SELECT remit.explain('bonus', :'tables', 'project', 'p9', 'bonus');
SELECT remit.explain('bonus', :'tables', 'project', 'p1', 'nothing');
SELECT remit.explain('bonus', :'tables', 'project', 'p1', 'bonus', 'en', 'pdf');
-- Names as SQL has them.
CREATE SCHEMA "Old";
CREATE TABLE "Old"."Project" AS SELECT * FROM project LIMIT 1;
SELECT key FROM remit.ledger('bonus', '{"project": "\"Old\".\"Project\"", "unit": "unit"}');
-- What cannot be read.
SELECT * FROM remit.ledger('bonus', '{"project": "nothing"}');
SELECT * FROM remit.ledger('bonus', '{"project": "SELECT id, zero FROM project"}');
SELECT * FROM remit.ledger('bonus', '{"project": "SELECT id, revenue / (points - 3) AS revenue FROM project"}');
SELECT * FROM remit.ledger('bonus', '{"project": "SELECT id FROM project"}');
SELECT * FROM remit.ledger('bonus', '{"project": "SELECT id, revenue AS revenu FROM project"}');
SELECT * FROM remit.ledger('bonus', '{"project": "DELETE FROM project RETURNING *"}');
SELECT * FROM remit.ledger('bonus', '{"project": "SELECT 1; DROP TABLE project"}');
SELECT * FROM remit.ledger('bonus', '{"project": "project; DROP TABLE project"}');
SELECT * FROM remit.ledger('bonus', '{"project": ""}');
SELECT * FROM remit.ledger('bonus', '{"project": "VACUUM"}');
SELECT * FROM remit.ledger('bonus', '{"project": ["project"]}');
SELECT * FROM remit.ledger('bonus', '{"hamlet": "project"}');
SELECT * FROM remit.ledger('bonus', '[]');
SELECT count(*) FROM project;
-- After an error a session goes on as if nothing had been.
DO $$ BEGIN
  FOR i IN 1..50 LOOP
    BEGIN
      PERFORM * FROM remit.ledger('bonus', '{"project": "SELECT id, revenue / (points - 3) AS revenue FROM project"}');
    EXCEPTION WHEN division_by_zero THEN NULL;
    END;
  END LOOP;
END $$;
SELECT amount FROM remit.totals('bonus', :'tables');
