"""The SQLite extension, through Python's own sqlite3 module and the program sqlite3.

usage: sqlite_test.py EXTENSION LIBREMIT   (both as built)
"""

import csv
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
DEBIANS = "/usr/bin/python3"
if not hasattr(sqlite3.Connection, "enable_load_extension") and sys.executable != DEBIANS:
    if not os.path.exists(DEBIANS):
        sys.exit("sqlite: not tested, this Python's sqlite3 cannot load extensions")
    os.execv(DEBIANS, [DEBIANS, "-B", *sys.argv])

EXTENSION, LIBRARY = (os.path.abspath(name) for name in sys.argv[1:3])
os.environ["REMIT_LIBRARY"] = LIBRARY
sys.path.insert(0, str(ROOT / "bindings" / "python"))
import remit  # noqa: E402

POLICY = """policy bonus_rule {
  currency CNY
  rounding half_up to 0.01
  party treasury
  entity unit { key code : text  region : one of { north, south } }
  entity project {
    key id : text
    revenue : money
    unit    : unit optional
    closed  : date optional
    points  : count default 0
    ok      : bool default true
  }
  reward bonus for project cite "1" { when ok  pay 20% * revenue cap 500_000 CNY from treasury }
  define settled for project = closed + 3 days
  define twice for project = 2 * points
  define large for project = revenue > 1000 CNY
  define north for project = unit.region = north
  define many for unit = count(project where ok)
  define tenth for project = round(revenue / 3, to 0.0001, half_even)
  target growth for project cite "2" : revenue >= 100 CNY
}"""


def connect():
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.enable_load_extension(True)
    db.load_extension(EXTENSION)
    return db


class Case(unittest.TestCase):
    def setUp(self):
        self.db = connect()

    def tearDown(self):
        self.db.close()

    def one(self, sql, *arguments):
        return self.db.execute(sql, arguments).fetchone()[0]

    def refusal(self, sql, *arguments):
        with self.assertRaises(sqlite3.OperationalError) as caught:
            self.db.execute(sql, arguments).fetchall()
        return str(caught.exception)


class Values(Case):
    ROW = {"id": "p1", "revenue": "800000.05", "closed": "2024-02-27", "points": 21, "ok": True}

    def value(self, column, row, function="remit_value"):
        """By pairs and by JSON, which are the same."""
        flat = [item for pair in row.items() for item in pair]
        marks = ", ?" * len(flat)
        by_pairs = self.one(f"SELECT {function}(?, ?{marks})", POLICY, column, *flat)
        by_json = self.one(f"SELECT {function}(?, ?, ?)", POLICY, column, json.dumps(row))
        self.assertEqual((type(by_pairs), by_pairs), (type(by_json), by_json))
        return by_pairs

    def test_each_kind_comes_out_exactly(self):
        expected = {"bonus": "160000.01", "project.bonus": "160000.01", "settled": "2024-03-01", "twice": 42,
                    "large": 1, "tenth": "266666.6833", "bonus.reason": "due", "growth.met": 1}
        for column, value in expected.items():
            with self.subTest(column=column):
                self.assertEqual(self.value(column, self.ROW), value)

    def test_a_number_of_json_keeps_all_its_digits(self):
        policy = "policy p { currency CNY entity a { key id : text  x : money } define y for a = x + 0.01 CNY }"
        row = '{"id": "a", "x": 12345678901234567890.12}'
        self.assertEqual(self.one("SELECT remit_value(?, 'y', ?)", policy, row), "12345678901234567890.13")

    def test_what_a_row_leaves_out_is_blank_whatever_stood_before(self):
        rows = [("p1", "2024-02-27"), ("p2", None), ("p3", "2024-02-28")]
        self.db.execute("CREATE TABLE t(id, json)")
        for key, day in rows:
            cells = {"id": key, "revenue": 1} | ({"closed": day} if day else {})
            self.db.execute("INSERT INTO t VALUES(?, ?)", (key, json.dumps(cells)))
        given = self.db.execute("SELECT remit_value(?, 'settled', json) FROM t", (POLICY,)).fetchall()
        self.assertEqual(given, [("2024-03-01",), (None,), ("2024-03-02",)])

    def test_a_cell_in_error_is_null_and_has_a_reason(self):
        row = self.ROW | {"revenue": "much"}
        self.assertIsNone(self.value("bonus", row))
        self.assertIn("is not a value of the field", self.value("bonus", row, "remit_reason"))
        self.assertIn("填报内容不符合", self.value("bonus", row | {"@language": "zh"}, "remit_reason"))
        self.assertIsNone(self.value("bonus", self.ROW, "remit_reason"))

    def test_binary_floats_count_as_their_shortest_decimal(self):
        self.assertEqual(self.one("SELECT remit_value(?, 'bonus', 'id', 'a', 'revenue', 0.1 + 0.15)", POLICY), "0.05")
        self.assertIsNone(self.one("SELECT remit_value(?, 'bonus', 'id', 'a', 'revenue', 9e15)", POLICY))
        self.assertTrue(self.one("SELECT remit_reason(?, 'bonus', 'id', 'a', 'revenue', 9e15)", POLICY))

    def test_rows_of_other_tables_come_along_and_go_again(self):
        self.db.execute("CREATE TABLE t(json)")
        cells = json.dumps(self.ROW)[:-1]
        for region in ("north", "south", None):
            # The field `unit` and the table `unit` stand side by side: a text and an array.
            units = f', "unit": [{{"code": "u1", "region": "{region}"}}]' if region else ""
            self.db.execute("INSERT INTO t VALUES(?)", (cells + ', "unit": "u1"' + units + "}",))
        given = self.db.execute("SELECT remit_value(?, 'north', json) FROM t", (POLICY,)).fetchall()
        self.assertEqual(given, [(1,), (0,), (None,)])

    def test_policies_columns_and_fields_may_change_from_row_to_row(self):
        other = POLICY.replace("20%", "10%")
        self.db.execute("CREATE TABLE t(policy, name, field, value)")
        rows = [(POLICY, "bonus", "revenue", 100), (other, "bonus", "revenue", 100), (other, "twice", "points", 4),
                (POLICY, "twice", "points", 5), (POLICY, "bonus", "revenue", 50)]
        self.db.executemany("INSERT INTO t VALUES(?, ?, ?, ?)", rows * 3)
        given = self.db.execute("SELECT remit_value(policy, name, 'id', 'a', field, value) FROM t").fetchall()
        self.assertEqual(given, [("20.00",), ("10.00",), (8,), (10,), ("10.00",)] * 3)

    def test_a_generated_column_an_index_a_view_and_a_trigger_use_it(self):
        literal = POLICY.replace("'", "''")
        self.db.execute(f"CREATE TABLE t(id TEXT, revenue TEXT, bonus TEXT AS"
                        f" (remit_value('{literal}', 'bonus', 'id', id, 'revenue', revenue)) STORED)")
        self.db.execute("CREATE INDEX by_bonus ON t(bonus)")
        self.db.execute(f"CREATE TRIGGER no_zero BEFORE INSERT ON t WHEN"
                        f" remit_value('{literal}', 'bonus', 'id', new.id, 'revenue', new.revenue) = '0.00'"
                        f" BEGIN SELECT RAISE(ABORT, 'nothing to pay'); END")
        self.db.execute("INSERT INTO t(id, revenue) VALUES('a', '10.00')")
        with self.assertRaisesRegex(sqlite3.IntegrityError, "nothing to pay"):
            self.db.execute("INSERT INTO t(id, revenue) VALUES('b', '0')")
        self.assertEqual(self.db.execute("SELECT id, bonus FROM t WHERE bonus = '2.00'").fetchall(), [("a", "2.00")])

    def test_refusals_say_what_to_do(self):
        sayings = {
            "SELECT remit_value(?1, 'bonnus')": 'no column "bonnus"; write entity.column',
            "SELECT remit_value(?1, 'bonus', 'revenu', 1)": 'project has no field "revenu"; it has id, revenue, unit',
            "SELECT remit_value(?1, 'bonus', 'id')": "one JSON object",
            "SELECT remit_value(?1, 'bonus', '{')": "malformed JSON",
            "SELECT remit_value(?1, 'bonus', '[]')": "pairs of a field's name",
            "SELECT remit_value(?1, 'bonus', 'id', 'a', 'revenue')": "pairs of a field's name",
            "SELECT remit_value(?1, 'bonus', 'a', 'a', 5, 6)": "pairs of a field's name",
            "SELECT remit_value(?1, 'bonus', '{\"id\": {}}')": '"id" is an object or an array',
            "SELECT remit_value(?1, 'bonus', '{\"project\": []}')": "is the object itself",
            "SELECT remit_value(?1, 'bonus', '{\"hamlet\": []}')": 'no entity "hamlet"; it has whole, unit, project',
            "SELECT remit_value(?1, 'bonus', '@as_of', 'today')": "written 2024-12-31",
            "SELECT remit_value(?1, 'bonus', '@as_of', '2024-02-30')": "2024-2-30",
            "SELECT remit_value(?1, 'bonus', '@language', 'fr')": "'en' or 'zh'",
            "SELECT remit_value(?1, 'bonus', '@now', 1)": "there are @as_of and @language",
            "SELECT remit_value(?1)": "are texts",
            "SELECT remit_value(NULL, 'bonus')": "are texts",
            "SELECT remit_value(5, 'bonus')": "are texts",
            "SELECT remit_value(x'00', 'bonus')": "remit: ",
            "SELECT remit_value(x'706f6c696379', 'bonus')": "policy:1:7: R0102",
            "SELECT remit_value('policy p {\n  define x = y }', 'x')": "remit: policy:2:14: R0119",
            "SELECT remit_value('', 'x')": "remit: policy:1:1: R0",
            "SELECT remit_value('政策 p { 定义 x = y }', 'x', '@language', 'zh')": "此处不能写",
        }
        for sql, saying in sayings.items():
            with self.subTest(sql=sql):
                self.assertIn(saying, self.refusal(sql, *([POLICY] if "?1" in sql else [])))

    def test_any_bytes_end_in_a_refusal(self):
        rng = random.Random(7)
        for _ in range(300):
            text = list(POLICY)
            for _ in range(rng.randint(1, 4)):
                text[rng.randrange(len(text))] = rng.choice(["\0", "}", "{", "\ud7ff", "9", "", "%", " per "])
            try:
                self.db.execute("SELECT remit_value(?, 'bonus', 'id', 'a')", ("".join(text),)).fetchall()
            except sqlite3.OperationalError as error:
                self.assertRegex(str(error), "^remit: ")
        self.assertIn("remit", self.refusal("SELECT remit_value(CAST(x'ff80' AS TEXT), 'bonus')"))


TABLES = '{"project": "project", "unit": "SELECT code, region FROM unit"}'


class Lists(Case):
    def setUp(self):
        super().setUp()
        self.db.executescript("""
          CREATE TABLE unit(code TEXT PRIMARY KEY, region TEXT);
          INSERT INTO unit VALUES('u1', 'north'), ('u2', 'south');
          CREATE TABLE project(id TEXT PRIMARY KEY, revenue, unit TEXT, closed, points INT, ok INT, remark TEXT);
          INSERT INTO project VALUES('p1', '1000.05', 'u1', '2024-01-01', 3, 1, NULL),
            ('p2', 250, 'u2', NULL, 0, 0, 'late'), ('p3', 'much', 'u1', NULL, 1, 1, NULL);
        """)

    def rows(self, sql, *arguments):
        return self.db.execute(sql, (POLICY, *arguments)).fetchall()

    def test_the_ledger(self):
        self.assertEqual(self.rows(f"SELECT key, payer, amount, currency, clause, status FROM remit_ledger(?, '{TABLES}')"),
                         [("p1", "treasury", "200.01", "CNY", "1", "due"),
                          ("p2", "treasury", "0.00", "CNY", "1", "nothing"),
                          ("p3", "treasury", None, "CNY", "1", "error")])

    def test_totals_targets_errors_findings(self):
        self.assertEqual(self.rows(f"SELECT payer, currency, amount, payments, undetermined FROM remit_totals(?, '{TABLES}')"),
                         [("treasury", "CNY", "200.01", 1, 1)])
        self.assertEqual(self.rows(f"SELECT key, metric, met FROM remit_targets(?, '{TABLES}')"),
                         [("p1", "1000.05", 1), ("p2", "250.00", 1), ("p3", "", None)])
        errors = self.rows(f"SELECT key, row, \"column\", reason, detail FROM remit_errors(?, '{TABLES}')"
                           " WHERE \"column\" = 'bonus'")
        self.assertEqual([line[:3] for line in errors], [("p3", 3, "bonus")])
        self.assertEqual(self.rows(f"SELECT * FROM remit_findings(?, '{TABLES}')"), [])

    def test_columns_cell_by_cell(self):
        self.assertEqual(self.rows(f"SELECT key, row, value FROM remit_columns(?, 'unit', '{TABLES}')"),
                         [("u1", 1, 2), ("u2", 2, 0)])
        cells = self.rows(f"SELECT key, value, reason FROM remit_columns(?, 'project', '{TABLES}') WHERE \"column\" = 'bonus'")
        self.assertEqual(cells, [("p1", "200.01", None), ("p2", "0.00", None), ("p3", None, "bad_cell")])

    def test_words_in_chinese(self):
        chinese = TABLES[:-1] + ', "@language": "zh"}'
        self.assertEqual(self.rows(f"SELECT reason FROM remit_ledger(?, '{chinese}')")[0], ("应付",))

    def test_a_view_over_a_list_and_a_policy_from_a_table(self):
        self.db.execute("CREATE TABLE policies(name, text)")
        self.db.execute("INSERT INTO policies VALUES('bonus', ?)", (POLICY,))
        self.db.execute(f"CREATE VIEW due AS SELECT key, amount FROM remit_ledger((SELECT text FROM policies), '{TABLES}')"
                        " WHERE status = 'due'")
        self.assertEqual(self.db.execute("SELECT * FROM due").fetchall(), [("p1", "200.01")])
        self.db.execute("UPDATE project SET revenue = 5 WHERE id = 'p3'")
        self.assertEqual(self.db.execute("SELECT * FROM due").fetchall(), [("p1", "200.01"), ("p3", "1.00")])

    def test_the_policy_may_come_from_a_join(self):
        self.db.execute("CREATE TABLE policies(name, text)")
        self.db.executemany("INSERT INTO policies VALUES(?, ?)", [("a", POLICY), ("b", POLICY.replace("20%", "10%"))])
        given = self.db.execute("SELECT name, amount FROM policies, remit_totals(policies.text, ?)", (TABLES,)).fetchall()
        self.assertEqual(given, [("a", "200.01"), ("b", "100.01")])

    def test_explanations(self):
        told = self.one("SELECT remit_explain(?, ?, 'project', 'p1', 'bonus')", POLICY, TABLES)
        self.assertIn("20% × CNY 1,000.05", told)
        self.assertIn("依据", self.one("SELECT remit_explain(?, ?, 'project', 'p1', 'bonus', 'zh')", POLICY, TABLES))
        told = json.loads(self.one("SELECT remit_explain(?, ?, 'project', 'p1', 'bonus', 'en', 'json')", POLICY, TABLES))
        self.assertIsInstance(told, dict)
        for arguments in (("project", "p9", "bonus"), ("hamlet", "p1", "bonus"), ("project", "p1", "nothing")):
            self.assertIn("remit: ", self.refusal("SELECT remit_explain(?, ?, ?, ?, ?)", POLICY, TABLES, *arguments))

    def test_refusals(self):
        sayings = {
            '{"project": "SELECT id, 5 AS revenu FROM project", "unit": "unit"}': "did you mean `revenue`?",
            '{"project": "SELECT id FROM project", "unit": "unit"}': "has no column `revenue`",
            '{"project": "DELETE FROM project"}': "one query that only reads",
            '{"project": "SELECT 1; SELECT 2"}': "one query that only reads",
            '{"project": ""}': "one query that only reads",
            '{"project": "PRAGMA user_version = 5"}': "only reads",
            '{"project": "nothing"}': "no such table: nothing",
            '{"project": "SELECT zero FROM project"}': "no such column: zero",
            '{"project": "main.project; DROP TABLE project"}': "syntax error",
            '{"hamlet": "project"}': 'no entity "hamlet"; it has whole, unit, project',
            '{"project": 5}': "a relation or a query",
            '{"project": [5]}': "a row is an object",
            '{"project": [{"idd": "a"}]}': 'project has no field "idd"',
            '{"project": "project"': "malformed JSON",
            "[]": "tables is a JSON object",
        }
        for tables, saying in sayings.items():
            with self.subTest(tables=tables):
                self.assertIn(saying, self.refusal("SELECT * FROM remit_ledger(?, ?)", POLICY, tables))
        self.assertEqual(self.one("SELECT count(*) FROM project"), 3)
        self.assertIn("takes 2 arguments", self.refusal("SELECT * FROM remit_ledger(?)", POLICY))
        self.assertIn("takes 3 arguments", self.refusal("SELECT * FROM remit_columns(?)", POLICY))
        self.assertIn("no entity", self.refusal("SELECT * FROM remit_columns(?, 'hamlet', '{}')", POLICY))

    def test_rows_may_be_given_as_they_are(self):
        tables = json.dumps({"project": [{"id": "a", "revenue": 12.5}, {"id": "b", "revenue": "1", "ok": False}]})
        self.assertEqual(self.rows("SELECT key, amount FROM remit_ledger(?, ?)", tables), [("a", "2.50"), ("b", "0.00")])

    def test_check_and_hash(self):
        self.assertIn("never used", self.one("SELECT remit_check(?)", POLICY.replace("unit.region = north", "ok")))
        self.assertIsNone(self.one("SELECT remit_check(?)", POLICY))
        self.assertIn("错误[R0103]", self.one("SELECT remit_check('policy p {', 'zh')"))
        found = json.loads(self.one("SELECT remit_check('policy p { define x = y }', 'en', 'json')"))
        self.assertIn("R0119", json.dumps(found))
        self.assertEqual(self.one("SELECT remit_hash(?)", POLICY), self.one("SELECT remit_hash(?)", POLICY.replace("  ", " ")))
        self.assertIn("R0102", self.refusal("SELECT remit_hash('policy')"))


class SameBytes(Case):
    def test_a_real_policy_gives_the_ledger_of_the_python_package(self):
        folder = ROOT / "policies" / "grants"
        text = (folder / "policy.remit").read_text(encoding="utf-8")
        policy = remit.compile(text)
        tables, given = {}, {}
        for entity in policy.entities:
            file = folder / "data" / f"{entity.name}.csv"
            if not file.exists():
                continue
            with open(file, encoding="utf-8-sig", newline="") as lines:
                rows = list(csv.DictReader(lines))
            names = ", ".join(f'"{name}"' for name in rows[0])
            self.db.execute(f'CREATE TABLE "{entity.name}"({names})')
            marks = ", ".join("?" * len(rows[0]))
            self.db.executemany(f'INSERT INTO "{entity.name}" VALUES({marks})', [tuple(row.values()) for row in rows])
            tables[entity.name] = entity.name
            given[entity.name] = rows
        self.assertTrue(given)
        ledger = policy.evaluate(given).ledger
        names = ("reward", "entity", "key", "payer", "payee", "amount", "status", "reason")
        expected = [tuple(ledger.text(row, name) for name in names) for row in range(len(ledger))]
        mine = self.db.execute(f"SELECT {', '.join(names)} FROM remit_ledger(?, ?)",
                               (text, json.dumps(tables, ensure_ascii=False))).fetchall()
        self.assertEqual([tuple(cell or "" for cell in line) for line in mine], expected)
        self.assertGreaterEqual(len(mine), 8)


class Careless(Case):
    """What SQLite lets stand in a column, and objects written by hand."""

    POLICY = """policy p { currency CNY entity item { key id : text  x : KIND optional "LABEL" column "INC" } define y for item = x }"""
    CELLS = ["NULL", "''", "1", "-9223372036854775808", "9223372036854775808", "1.5", "9e999", "-0.0", "1e300", "123456789012.34",
             "x''", "x'3132'", "'12'", "'a' || char(0) || 'b'", "CAST(x'ff41' AS TEXT)", "'2024-02-29'", "'2024-02-29 00:00:00'",
             "2460370.5", "1709164800", "20240229", "'true'", "'  red '", "true", "'1,000'"]
    KINDS = ["number", "text", "date", "bool", "money", "one of { red, green }", "count"]

    def policy(self, kind="number", label="收入"):
        return self.POLICY.replace("KIND", kind).replace("LABEL", label)

    def test_a_cell_is_the_same_in_a_row_and_in_a_table_and_fails_no_statement(self):
        self.db.execute("CREATE TABLE t(id, x)")
        for cell in self.CELLS:
            self.db.execute("DELETE FROM t")
            self.db.execute(f"INSERT INTO t VALUES('a', {cell})")
            for kind in self.KINDS:
                with self.subTest(cell=cell, kind=kind):
                    policy = self.policy(kind)
                    alone = self.db.execute("SELECT remit_value(?, 'y', 'id', 'a', 'x', x), remit_reason(?, 'y', 'id', 'a', 'x', x)"
                                            " FROM t", (policy, policy)).fetchone()
                    of_table = self.db.execute("SELECT value, reason FROM remit_columns(?, 'item', '{\"item\": \"t\"}')"
                                               " WHERE \"column\" = 'y'", (policy,)).fetchone()
                    self.assertEqual(alone[0], of_table[0])
                    self.assertEqual(bool(alone[1]), bool(of_table[1]))
                    self.assertIn(None, alone)

    def test_a_number_is_found_under_any_name(self):
        for label in ("收入", "2024", "2024年收入", "1.5倍", "[1]", "$", "$.id", "a b", "a'b"):
            for row in ({"id": "7", label: 5}, {label: 5, "id": "7"}):
                with self.subTest(row=row):
                    self.assertEqual(self.one("SELECT remit_value(?, 'y', ?)", self.policy(label=label), json.dumps(row)), "5.000000")
                    rows = json.dumps({"item": [row]}, ensure_ascii=False)
                    self.assertEqual(self.one("SELECT value FROM remit_columns(?, 'item', ?)", self.policy(label=label), rows), "5.000000")

    def test_one_field_twice_is_refused_on_every_way(self):
        for twice in ('{"id": "a", "x": 5, "x": 6}', '{"id": "a", "x": 5, "收入": 6}', '{"id": "a", " INC": null, "x": 6}'):
            with self.subTest(row=twice):
                self.assertIn("twice", self.refusal("SELECT remit_value(?, 'y', ?)", self.policy(), twice))
                self.assertIn("twice", self.refusal("SELECT * FROM remit_columns(?, 'item', ?)", self.policy(), f'{{"item": [{twice}]}}'))
        self.assertIn("twice", self.refusal("SELECT remit_value(?, 'y', 'id', 'a', 'x', 5, '收入', 6)", self.policy()))
        self.assertIn("given twice", self.refusal("SELECT * FROM remit_columns(?, 'item', ?)", self.policy(),
                                                  '{"item": [{"id": "a"}], "item": [{"id": "b"}]}'))
        two = "policy p { currency CNY entity unit { key code : text  rate : number } entity item { key id : text  unit : unit } define y for item = unit.rate }"
        units = '{"id": "a", "unit": "u", "unit": [{"code": "u", "rate": 1}], "unit": [{"code": "u", "rate": 2}]}'
        self.assertIn("given twice", self.refusal("SELECT remit_value(?, 'y', ?)", two, units))
        self.assertEqual(self.one("SELECT remit_value(?, 'y', ?)", self.policy(), '{"id": "a", "x": 5}'), "5.000000")

    def test_a_number_that_cannot_be_read_is_told_in_the_language_asked_for(self):
        """Where the path of a key does not lead back to it; a newer SQLite reads this one too."""
        row = json.dumps({"id": "7", 'a"b': 5, "@language": "zh"})
        if self.one("SELECT ?1 -> fullkey FROM json_each(?1) WHERE type = 'integer'", row) is None:
            self.assertIn("无法读取", self.refusal("SELECT remit_value(?, 'y', ?)", self.policy(), row))

    def test_headers_with_blanks_are_headers_in_a_row_and_in_a_table(self):
        self.assertEqual(self.one("SELECT remit_value(?, 'y', 'id', 'a', ' ＩＮＣ', 5)", self.policy()), "5.000000")
        query = json.dumps({"item": 'SELECT 1 AS "id ", 5 AS " INC"'})
        self.assertEqual(self.one("SELECT value FROM remit_columns(?, 'item', ?)", self.policy(), query), "5.000000")

    def test_a_relation_may_be_quoted_and_attached(self):
        self.db.execute("ATTACH ':memory:' AS other")
        for name in ('"my rows"', '"a.b"', '"(x)"', 'other."their rows"', "other.plain", '"say ""so"""'):
            self.db.execute(f"CREATE TABLE {name}(id, x)")
            self.db.execute(f"INSERT INTO {name} VALUES(1, 3)")
            with self.subTest(name=name):
                given = self.one("SELECT value FROM remit_columns(?, 'item', ?)", self.policy(), json.dumps({"item": name}))
                self.assertEqual(given, "3.000000")
        self.assertTrue(self.refusal("SELECT * FROM remit_columns(?, 'item', ?)", self.policy(), json.dumps({"item": '"a.b";DELETE/**/FROM"a.b"'})))

    def test_all_tables_of_a_run_are_of_one_moment(self):
        """Another connection writes between two tables, in a database with a log (WAL)."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "rows.db")
            writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            writer.execute("PRAGMA journal_mode = WAL")
            writer.execute("CREATE TABLE unit(code, rate)")
            writer.execute("CREATE TABLE item(id, unit)")
            writer.execute("INSERT INTO unit VALUES('u', 1)")
            writer.execute("INSERT INTO item VALUES('a', 'u')")
            self.db.execute("ATTACH ? AS rows", (path,))
            self.db.create_function("meanwhile", 0, lambda: writer.execute("UPDATE rows.unit SET rate = rate + 1".replace("rows.", "")).rowcount)
            policy = "policy p { currency CNY entity unit { key code : text  rate : number } entity item { key id : text  unit : unit  seen : number } define y for item = unit.rate  define z for item = seen }"
            tables = json.dumps({"item": "SELECT id, unit, (SELECT rate FROM rows.unit) + 0 * meanwhile() AS seen FROM rows.item", "unit": "rows.unit"})
            given = self.db.execute("SELECT value FROM remit_columns(?, 'item', ?)", (policy, tables)).fetchall()
            self.assertEqual(given, [("1.000000",), ("1.000000",)])
            writer.close()


class Stopping(Case):
    RANKS = """policy ranks { currency CNY entity project { key id : count  invested : money }
      define place for project = rank(invested desc ties standard)
      define share for project = round(invested / sum(project.invested), to 0.000001, half_up) }"""

    def test_an_interrupt_ends_a_run_and_the_connection_goes_on(self):
        self.db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.db.enable_load_extension(True)
        self.db.load_extension(EXTENSION)
        self.db.execute("CREATE TABLE project AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        " WHERE i < 300000) SELECT i AS id, i * 7919 % 300007 AS invested FROM n")
        ended = threading.Event()

        def interrupt():
            # Again and again: one that comes between two statements is none.
            while not ended.wait(0.1):
                self.db.interrupt()

        stopping = threading.Thread(target=interrupt, daemon=True)
        begun = time.monotonic()
        stopping.start()
        with self.assertRaisesRegex(sqlite3.OperationalError, "interrupt|cancel|stopped"):
            for _ in range(100):
                self.db.execute("SELECT count(*) FROM remit_columns(?, 'project', '{\"project\": \"project\"}')",
                                (self.RANKS,)).fetchall()
        ended.set()
        stopping.join()
        self.assertLess(time.monotonic() - begun, 20)
        self.assertEqual(self.db.execute("SELECT 1").fetchall(), [(1,)])

    def test_a_connection_closes_after_everything(self):
        self.db.execute("SELECT remit_value(?, 'bonus', '{\"id\": \"a\"}')", (POLICY,)).fetchall()
        with self.assertRaises(sqlite3.OperationalError):
            self.db.execute("SELECT remit_value(?, 'bonus', '{')", (POLICY,)).fetchall()
        self.db.close()
        self.db = connect()


class Program(unittest.TestCase):
    @unittest.skipIf(shutil.which("sqlite3") is None, "no program sqlite3 on this machine")
    def test_the_program_of_sqlite_loads_it(self):
        script = f".load {EXTENSION}\nSELECT remit_version();\n"
        done = subprocess.run(["sqlite3", ":memory:"], input=script, text=True, capture_output=True, timeout=60)
        self.assertEqual(done.stdout.strip(), remit.__version__, done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
