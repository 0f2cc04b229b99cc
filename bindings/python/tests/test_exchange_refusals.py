"""What an exchange refuses leaves everything as it was."""

import datetime
import signal
import traceback
from decimal import Decimal

import pytest

import remit

MONEY = """policy m { currency CNY  rounding half_up to 0.01  party t
  entity row { key id : text  a : money  n : number  b : count  w : percent
    day : date  yes : bool  level : one of { low, high }  note : text }
  define half for row = round(a / 2, to 0.01 CNY, half_up)
  define even for row = round(n / 2, to 0.01, half_up)
  define twice for row = 2 * b
  define tenth for row = round(w / 10, to 0.0001, half_up)
  define next for row : date = day + 1 day
  define no for row = not yes
  define kept for row = level
  define said for row : text = note }"""
ROW = {
    "id": "k", "a": 10, "n": 8, "b": 4, "w": "50%", "day": "2010-01-31", "yes": True, "level": "high", "note": "x",
}  # fmt: skip
PAIRS = {
    "a": "half", "n": "even", "b": "twice", "w": "tenth", "day": "next", "yes": "no", "level": "kept", "note": "said",
}  # fmt: skip
GOOD = {
    "a": Decimal("7.00"), "n": Decimal("6.5"), "b": 9, "w": Decimal("0.25"), "day": datetime.date(2011, 5, 5), "yes": False,
    "level": "low", "note": "远",
}  # fmt: skip


class Breaking:
    """What raises wherever it is looked at."""

    def _raise(self, *_):
        raise RuntimeError("no")

    __index__ = __int__ = __float__ = __str__ = __repr__ = __hash__ = _raise


class Long(int):
    """No int of its own, so that it goes the longer way."""


BAD = [
    10**5000, -(10**5000), Long(10**5000), 2**63, 2**64 + 1, 2**127, -(2**127) - 1, 10**40, Decimal(10) ** 20, Decimal("1E+30"),
    Decimal("1E-80"), Decimal("sNaN"), Decimal("NaN"), Decimal("Infinity"), "x" * 10, "\ud800", "\0",
    b"1", [], {}, object(), Breaking(), 1.5, float("inf"), True, None, 1 + 2j,
]  # fmt: skip


@pytest.fixture
def case():
    with remit.compile(MONEY).case("row", {"row": [ROW]}) as made:
        made.run()
        yield made


@pytest.mark.parametrize("minor_unit", [None, 2])
@pytest.mark.parametrize("field", PAIRS)
def test_a_cell_that_is_refused_stands_as_it_stood(case, field, minor_unit):
    good = 700 if field == "a" and minor_unit is not None else GOOD[field]
    refused = 0
    with case.exchange([field], [PAIRS[field]], minor_unit=minor_unit) as desk:
        for bad in BAD:
            before = desk.run(good)
            assert not isinstance(before[0], remit.CellError)
            try:
                got = desk.run(bad)
            except Exception:
                refused += 1
                assert desk.run() == before, type(bad)
            else:
                assert repr(desk.run()) == repr(got), type(bad)
    assert refused > 5


def test_no_number_is_too_long_to_be_an_error_of_its_cell(case):
    with case.exchange(["a"], ["half"], minor_unit=2) as desk:
        for fen in (10**5000, -(10**5000), 2**127, Long(10**4400)):
            assert isinstance(desk.run(fen)[0], remit.CellError)
            assert isinstance(desk.run()[0], remit.CellError)


class Closing:
    """A number that closes the exchange it is for."""

    def __init__(self, desk):
        self.desk = desk

    def __index__(self):
        self.desk.close()
        return 0x4141_4141_4141_4141


def test_a_cell_that_closes_writes_nowhere(case):
    for _ in range(50):
        desk = case.exchange(["b", "a"], ["half"], minor_unit=2)
        cells = desk._desk[0]
        with pytest.raises(ValueError, match="this Exchange is closed"):
            desk.run(1, Closing(desk))
        with pytest.raises(ValueError, match="released"):
            cells[0]
        for call in (desk.run, lambda: desk.run(5), lambda: desk.run(Decimal(5)), lambda: desk.run(..., 5)):
            with pytest.raises(ValueError, match="this Exchange is closed"):
                call()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers")
def test_a_signal_that_closes(case):
    desk = case.exchange(["a"], ["half"], minor_unit=2)
    before = signal.signal(signal.SIGALRM, lambda *_: desk.close())
    try:
        for turn in range(10):
            desk = case.exchange(["a"], ["half"], minor_unit=2)
            signal.setitimer(signal.ITIMER_REAL, 0.001 + turn * 0.0001)
            with pytest.raises(ValueError, match="closed"):
                while True:
                    assert desk.run(700) == (350,)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Two:
    """As whole numbers of numpy are."""

    def __init__(self):
        self.asked = 0

    def __index__(self):
        self.asked += 1
        return 2 if self.asked == 1 else 5


def test_a_minor_unit_is_a_whole_number(case):
    given = Two()
    with case.exchange(["a"], ["half"], minor_unit=given) as desk:
        for fen in (2**63, 2**100, 10**30, 700):
            assert desk.run(fen) == (fen // 2,)
            assert type(desk.run(fen)[0]) is int
    assert given.asked == 1
    for wrong in (True, False, 2.0, "2", Decimal(2), [2], Breaking()):
        with pytest.raises((TypeError, RuntimeError)):
            case.exchange(["a"], ["half"], minor_unit=wrong)
    for wrong in (-1, 39, 2**64 + 2):
        with pytest.raises(ValueError):
            case.exchange(["a"], ["half"], minor_unit=wrong)


def test_numbers_of_numpy(case):
    numpy = pytest.importorskip("numpy")
    with case.exchange(["a"], ["half"], minor_unit=numpy.int64(2)) as desk:
        assert desk.run(2**65) == (2**64,) and desk.run(numpy.int64(700)) == (350,)


CURRENCIES = """policy m { currency CNY  rounding half_up to 0.01  party t
  entity row { key id : text  own : money  yen : money JPY  dinar : money KWD  cur : currency of { CNY, JPY }  any : money in cur }
  define a for row = round(own / 2, to 0.01 CNY, half_up)
  define y for row = round(yen / 2, to 1 JPY, half_up)
  define z for row = any
  define n for row = 2 }"""


def test_a_minor_unit_is_that_of_one_currency():
    case = remit.compile(CURRENCIES).case("row")
    mixed = [
        (["yen", "dinar"], []), (["own", "yen"], ["n"]), (["any"], []), ([], ["z"]), (["own"], ["z"]), (["dinar"], ["y"]),
        ([], ["a", "y"]), (["any", "own"], ["a"]),
    ]  # fmt: skip
    for fields, columns in mixed:
        case.exchange(fields, columns)
        with pytest.raises(ValueError):
            case.exchange(fields, columns, minor_unit=3)
    case.exchange(["yen"], ["y"], minor_unit=0)
    case.exchange(["id", "own", "cur"], ["a", "n"], minor_unit=2)


def test_the_run_of_the_class(case):
    desk = case.exchange(["a"], ["half"], minor_unit=2)
    assert remit.Exchange.run(desk, 700) == desk.run(700) == (350,)
    desk.close()
    with pytest.raises(ValueError, match="closed"):
        remit.Exchange.run(desk)


def test_a_traceback_shows_the_line(case):
    case.run()
    desk = case.exchange(["a"], ["half"], minor_unit=2)
    try:
        desk.run("x")
    except TypeError:
        shown = traceback.format_exc()
    assert 'File "<remit exchange ' in shown and "puts[0](cell0)" in shown
