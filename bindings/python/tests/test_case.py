"""One row, evaluated again and again."""

import datetime
import gc
import weakref
from decimal import Decimal
from fractions import Fraction

import pytest

import remit


@pytest.fixture
def one(tables):
    return {"unit": tables["unit"], "project": tables["project"][1:2]}


def test_figures_follow_the_cells(policy, one):
    with policy.case("project", one) as case:
        assert case.run()["tax_bonus"] == Decimal("200000.05")
        row = case.run({"local_revenue": Decimal("5000.00")})
        assert row["id"] == "p2" and row["tax_bonus"] == Decimal("1000.00")
        # 20 % of 2 500 000.05 is above the cap.
        assert case.run({"local_revenue": "2500000.05"})["tax_bonus"] == Decimal("500000.00")
        assert case.run({"introduced_by": "North township"})["tax_bonus"] == Decimal("0.00")


def test_every_run_is_what_evaluate_gives(policy, one):
    with policy.case("project", one) as case:
        for cents in range(0, 500_000_00, 12_345_67):
            revenue = Decimal(cents).scaleb(-2)
            fresh = {**one, "project": [{**one["project"][0], "local_revenue": revenue}]}
            assert case.run({"local_revenue": revenue}) == policy.evaluate(fresh)["project"].row(0)


def test_a_bad_cell_is_an_error_of_that_run_only(policy, one):
    case = policy.case("project", one)
    assert isinstance(case.run({"local_revenue": "much"})["tax_bonus"], remit.CellError)
    assert case.run({"local_revenue": 0})["tax_bonus"] == Decimal("0.00")
    with pytest.raises(remit.DataError):
        case.run({"nothing": 1})


def test_its_tables_can_be_evaluated_and_explained(policy, one):
    case = policy.case("project", one)
    case.run({"local_revenue": "2500000.05"})
    data = case.data()
    assert "500,000.00" in policy.explain(data, "project", "p2", "tax_bonus")


def test_of_a_key_in_part_blank_the_rest_is_known():
    policy = remit.compile(
        "policy p { entity a { key no, part  no : text  part : text  n : count } define twice for a = 2 * n }"
    )
    row = {"no": "1", "part": None, "n": 3}
    whole = policy.evaluate({"a": [row]})["a"].row(0)
    with policy.case("a", {"a": [{**row, "part": "A"}]}) as case:
        assert case.run()["twice"] == 6
        shown = case.run({"part": None})
    for cells in (whole, shown):
        assert cells["no"] == "1"
        assert cells["part"].name == cells["twice"].name == "missing"


def test_the_day_of_the_run():
    policy = remit.compile(
        "policy p { currency CNY entity a { key id : text d : date }"
        " define late for a = today > d }"
    )
    with policy.case("a", as_of=datetime.date(2010, 6, 2)) as case:
        assert case.run({"id": "x", "d": datetime.date(2010, 6, 1)}) == {"id": "x", "late": True}
        assert case.run({"d": datetime.date(2010, 6, 2)})["late"] is False


def test_closed(policy, one):
    case = policy.case("project", one)
    case.close()
    with pytest.raises(ValueError):
        case.run()
    with pytest.raises(remit.NotFound):
        policy.case("nothing")


def test_a_form_asks_no_question_too_many(policy):
    with policy.case("project") as case:
        needs = case.needs("tax_bonus", open=["unit"])
        assert not needs.determined and needs.state == "open" and needs.figure is None
        assert needs.inputs and all(need.path and need.kind for need in needs.inputs)
        with pytest.raises(remit.NotFound):
            case.needs("nothing")
        with pytest.raises(remit.NotFound):
            case.needs("tax_bonus", open=["nothing"])


def test_a_manifest_says_what_was_computed_from_what(policy, tables):
    results = policy.evaluate(tables)
    manifest = results.manifest()
    assert manifest["policy"]["canonical_hash"] == policy.hash and manifest["figures"] == results.digest
    assert {table["entity"]: table["rows"] for table in manifest["tables"]} == {name: len(rows) for name, rows in tables.items()}
    assert manifest["engine"] == {"version": remit.version(), "build": remit.build()} and len(remit.build()) == 40
    assert policy.evaluate(tables).manifest() == manifest


WIDE = """policy w { currency CNY  rounding half_up to 0.01  party t
  entity row {
    key id : text  a : money  b : count  day : date  yes : bool  level : one of { low, high }  note : text optional
  }
  define per for row = round(a / b, to 0.01 CNY, half_up)
  define next for row : date = day + 1 month
  define no for row = not yes
  define kept for row = if yes then level else low
  define twice for row = 2 * b
  define said for row : text = note otherwise "none" }"""
FIELDS = ["id", "a", "b", "day", "yes", "level", "note"]
COLUMNS = ["per", "next", "no", "kept", "twice", "said"]


@pytest.fixture
def wide():
    return remit.compile(WIDE)


def test_cells_go_in_and_figures_come_out_in_one_call(wide):
    day = datetime.date(2010, 1, 31)
    with wide.case("row") as case, case.exchange(FIELDS, COLUMNS) as desk:
        figures = desk.run("k", Decimal("100.00"), 3, day, True, "high", "远")
        assert figures == (Decimal("33.33"), datetime.date(2010, 2, 28), False, "high", 6, "远")
        assert [type(figure) for figure in figures] == [Decimal, datetime.date, bool, str, int, str]
        # What is not given stays as it was; a blank is none.
        figures = desk.run(..., Decimal("-7.5"), 2, ..., False, ..., None)
        assert figures == (Decimal("-3.75"), datetime.date(2010, 2, 28), True, "low", 4, "none")
        case.run({"a": "10", "b": 4})
        assert desk.run(*[...] * 7) == figures  # the cells of the exchange are set again


VALUES = [
    "12345678901234567.89", Decimal("12345678901234567.89"), Decimal("-99999999999999999999999999.99"), 2**70, -(2**63),
    2**200, "1,000.00", "abc", Decimal("1.234"), Decimal("1E+3"), Decimal("1E-80"), Decimal("NaN"), Decimal("Infinity"),
    Decimal("-0"), float("nan"), 2.5, True, None, Fraction(1, 4), datetime.date(2010, 1, 1), "", 7,
]  # fmt: skip
DAYS = [
    datetime.date(1, 1, 1), datetime.date(9999, 11, 30), "2011-02-29", "x", 5, None, datetime.datetime(2010, 1, 1, 5),
    datetime.date(1969, 12, 31),
]  # fmt: skip


@pytest.mark.parametrize("field", FIELDS[1:])
def test_an_exchange_takes_what_a_case_takes(wide, field):
    row = {"id": "k", "a": 10, "b": 2, "day": "2010-01-31", "yes": True, "level": "high", "note": "n"}
    with wide.case("row", {"row": [row]}) as one, wide.case("row", {"row": [row]}) as other:
        with other.exchange([field], COLUMNS) as desk:
            for value in [*VALUES, *DAYS, False, "low", "none"]:
                expected = one.run({field: value})
                assert desk.run(value) == tuple(expected[name] for name in COLUMNS), value


def test_what_an_exchange_refuses(wide):
    case = wide.case("row", {"row": [{"id": "k", "a": 1, "b": 1, "day": None, "yes": None, "level": None}]})
    with pytest.raises(remit.DataError, match="nothing"):
        case.exchange(["nothing"], [])
    with pytest.raises(remit.NotFound, match="nothing"):
        case.exchange([], ["nothing"])
    desk = case.exchange(["b"], ["twice"])
    with pytest.raises(TypeError):
        desk.run(1, 2)
    with pytest.raises(TypeError):
        desk.run(object())
    assert desk.run(6) == (12,)
    run = case.exchange(["b"], ["twice"]).run
    gc.collect()
    assert run(7) == (14,)  # it keeps what it is of
    with pytest.raises(ValueError, match="closed"):
        closed = case.exchange([], ["twice"])
        closed.close()
        closed.run()
    desk.close()
    desk.close()
    with pytest.raises(ValueError, match="closed"):
        desk.run(6)
    case.close()


def test_an_exchange_keeps_the_case_that_nobody_holds(wide):
    desk = wide.case("row").exchange(FIELDS, COLUMNS)
    gc.collect()
    junk = [wide.case("row") for _ in range(50)]  # what was freed would be theirs now
    day = datetime.date(2010, 1, 31)
    for note in ("远", "近", "12,5"):
        figures = desk.run("k", Decimal("100.00"), "3", day, True, "high", note)
        assert figures == (Decimal("33.33"), datetime.date(2010, 2, 28), False, "high", 6, note)
    assert all(case.run({"id": "j", "note": "n"})["said"] == "n" for case in junk)


def test_an_exchange_of_a_closed_case_touches_nothing_of_it(wide):
    case = wide.case("row")
    desk = case.exchange(["id", "b", "note"], ["twice"])
    assert desk.run("k", 3) == (6,)
    case.close()
    assert desk.run(..., 4) == (8,)
    with pytest.raises(ValueError, match="closed"):
        desk.run(..., 5, "a text")
    with pytest.raises(ValueError, match="closed"):
        case.exchange([], [])


MINOR = """policy m { currency CNY  rounding half_up to 0.01  party t
  entity row { key id : text  a : money  b : count }
  define half for row = round(a / b, to 0.01 CNY, half_up)
  define whole for row = round(a, to 1 CNY, half_up)
  define even for row = round(a / b, to 0.0001 CNY, half_up)
  define twice for row = 2 * b }"""


def test_amounts_of_an_exchange_with_a_minor_unit_are_whole_numbers():
    case = remit.compile(MINOR).case("row", {"row": [{"id": "k", "a": 1, "b": 2}]})
    columns = ["half", "whole", "twice"]
    with case.exchange(["a", "b"], columns) as exact, case.exchange(["a", "b"], columns, minor_unit=2) as desk:
        for fen in (0, 1, 12345, -12345, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 10**30, -(10**30)):
            expected = exact.run(Decimal(f"{fen}E-2"), 2)
            figures = desk.run(fen, 2)
            assert [type(figure) for figure in figures] == [int, int, int]
            assert [Decimal(figures[0]).scaleb(-2), Decimal(figures[1]).scaleb(-2), figures[2]] == list(expected), fen
        for wrong in (1.5, Decimal(1), "100", True, float("nan"), object()):
            with pytest.raises(TypeError):
                desk.run(wrong)
        assert desk.run(None)[0].name == "missing"
        assert isinstance(desk.run(10**40)[0], remit.CellError)  # more than 128 bits
        assert isinstance(desk.run(500, 0)[0], remit.CellError)
        assert desk.run(500, 2) == (250, 500, 4)

        class Fen:  # as numpy's whole numbers are
            def __index__(self):
                return 700

        assert desk.run(Fen()) == (350, 700, 4)
    with case.exchange(["a"], ["half"], minor_unit=4) as finer:
        assert finer.run(10_0000) == (5_0000,)
    for columns, digits, name in ((["even"], 2, "even"), (["half"], 1, "half"), ([], -1, "-1"), ([], 39, "39")):
        with pytest.raises(ValueError, match=name):
            case.exchange(["a"], columns, minor_unit=digits)


CHOICES = """policy w {
  entity row { key part, level  part : text  level : one of { low, mid, high }  yes : bool }
  define kept for row = if yes then level else low
}"""


def test_the_word_of_a_figure_is_that_of_its_own_run():
    policy = remit.compile(CHOICES)
    case = policy.case("row")
    one = case.exchange(["part", "level", "yes"], ["level", "kept"])
    other = case.exchange(["level"], ["kept", "level"])
    _, figures, unpack, puts, reads = one._desk
    for put, value in zip(puts, ["p", "mid", True]):
        put(value)
    remit._exchange._RUN(one._address, None)  # run() would read at once
    words = unpack(figures)
    for run in (lambda: other.run("high"), lambda: case.run({"level": "low"}), lambda: other.run("nothing")):
        run()
        assert [read(words) for read in reads] == ["mid", "mid"]
    for level in ("low", "mid", "high", "mid"):
        assert one.run(..., level) == (level, level)
        assert one.run(..., level, False) == (level, "low")
        assert one.run(..., level, True) == (level, level)


def test_an_exchange_is_freed_when_nobody_refers_to_it(wide):
    case = wide.case("row")
    gc.collect()
    gc.disable()
    try:
        desk = case.exchange(FIELDS, COLUMNS)
        desk.run("k", Decimal(1), 1, datetime.date(2010, 1, 31), True, "low", "n")
        gone = [weakref.ref(desk), weakref.ref(case)]
        del desk, case
        assert [each() for each in gone] == [None, None]
    finally:
        gc.enable()
