"""What the strict operations of one row (src/type/operations.def) mean, over exact values.

Each takes the oracle, the expression, its cell (entity, row) and operand values none of which is a
Fault, and returns a value or a Fault.
"""

import datetime
import os
import sys
from fractions import Fraction
from math import ceil, floor

import operations
from oracle_cells import Fault

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "number"))
from oracle_apportion import divide_round  # noqa: E402


def rounded(value, rounding):
    increment = Fraction(rounding["increment"])
    return divide_round(Fraction(value) / increment, rounding["mode"]) * increment


def add_months(day, months):
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return datetime.date(year, month, min(day.day, days_in(year, month)))


def days_in(year, month):
    if month == 12:
        return 31
    return (datetime.date(year, month + 1, 1) - datetime.date(year, month, 1)).days


def months_between(start, end):
    """The largest n with start plus n months not after end."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    while add_months(start, months) > end:
        months -= 1
    return months


def years_between(start, end):
    months = months_between(start, end)
    return months // 12 if months >= 0 else -(-months // 12)


def months_begun(start, end):
    whole = months_between(start, end)
    return whole + 1 if add_months(start, whole) < end and start < end else whole


def years_begun(start, end):
    if end < start:
        return years_between(start, end)
    return -(-months_begun(start, end) // 12)


def shifted(function):
    """A date operation whose result may leave the years 1 to 9999."""

    def operation(oracle, expr, cell, day, number):
        try:
            result = function(day, int(number))
        except OverflowError:
            result = None
        return Fault("overflow", *cell) if result is None else result

    return operation


def count(function):
    return lambda oracle, expr, cell, *dates: Fraction(function(*dates))


def plain(function):
    return lambda oracle, expr, cell, *values: function(*values)


def divide(oracle, expr, cell, a, b):
    return Fault("division_by_zero", *cell) if b == 0 else a / b


def power(oracle, expr, cell, a, n):
    return Fraction(a) ** int(n) if 0 <= n <= expr["count"] else Fault("out_of_bounds", *cell)


def last_day(day, months):
    """Of the period of that many months which the day is in."""
    month = (day.month + months - 1) // months * months
    return datetime.date(day.year, month, days_in(day.year, month))


def product(*values):
    result = Fraction(1)
    for value in values:
        result *= value
    return result


def citizen_birth(text):
    """The date of birth in a citizen's number (GB 11643-1999), or None where it is none."""
    if len(text) != 18 or not (text[:17].isascii() and text[:17].isdigit()):
        return None
    total = sum(int(c) * pow(2, 17 - i, 11) for i, c in enumerate(text[:17]))
    if text[17] != "10X98765432"[total % 11]:
        return None
    try:
        return datetime.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None


def of_citizen(value):
    """A value of a citizen's number; a fault where it is none."""
    return lambda oracle, expr, cell, text: (
        Fault("bad_cell", *cell) if citizen_birth(text) is None else value(text)
    )


def join(oracle, expr, cell, *values):
    """The values as cells would have them, one after the other."""
    parts = []
    for arg, value in zip(expr["args"], values):
        kind = oracle.expressions[arg]["type"]
        if kind["kind"] == "category":
            value = oracle.model["category_sets"][kind["set"]][value]["name"]
        parts.append(value.isoformat() if isinstance(value, datetime.date) else str(value))
    text = "".join(parts)
    return Fault("overflow", *cell) if len(text.encode()) > expr["count"] else text


def is_credit_code(text):
    """A unified social credit identifier (GB 32100-2015)."""
    known = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    if len(text) != 18 or not text[2:8].isdigit() or any(c not in known for c in text):
        return False
    total = sum(known.index(c) * pow(3, i, 31) for i, c in enumerate(text[:17]))
    return known.index(text[17]) == (31 - total % 31) % 31


def birth_date(oracle, expr, cell, text):
    found = citizen_birth(text)
    return Fault("bad_cell", *cell) if found is None else found


OPERATIONS = {
    "negate": plain(lambda a: -a),
    "add": plain(lambda *values: sum(values)),
    "subtract": plain(lambda a, b: a - b),
    "multiply": plain(product),
    "power": power,
    "divide": divide,
    "minimum": plain(lambda *values: min(values)),
    "maximum": plain(lambda *values: max(values)),
    "absolute": plain(abs),
    "round": lambda oracle, expr, cell, a: rounded(a, expr["rounding"]),
    "floor": plain(lambda a: Fraction(floor(a))),
    "ceiling": plain(lambda a: Fraction(ceil(a))),
    "equal": plain(lambda a, b: a == b),
    "not_equal": plain(lambda a, b: a != b),
    "less": plain(lambda a, b: a < b),
    "less_equal": plain(lambda a, b: a <= b),
    "greater": plain(lambda a, b: a > b),
    "greater_equal": plain(lambda a, b: a >= b),
    "negation": plain(lambda a: not a),
    "is_one_of": plain(lambda a, *words: any(a == word for word in words)),
    "scale": lambda oracle, expr, cell, a: scaled(oracle.model["scales"][expr["scale"]], a, cell),
    "matrix": lambda oracle, expr, cell, *codes: matrix(oracle, expr, codes),
    "dated": lambda oracle, expr, cell, day: dated(oracle, expr, cell, day),
    "add_days": shifted(lambda day, n: day + datetime.timedelta(days=n)),
    "add_months": shifted(add_months),
    "add_years": shifted(lambda day, n: add_months(day, 12 * n)),
    "add_workdays": lambda oracle, expr, cell, day, n: add_workdays(oracle, expr, cell, day, n),
    "days_between": count(lambda start, end: (end - start).days),
    "months_between": count(months_between),
    "years_between": count(years_between),
    "months_begun": count(months_begun),
    "years_begun": count(years_begun),
    "workdays_between": lambda oracle, expr, cell, a, b: workdays_between(oracle, expr, cell, a, b),
    "year_of": count(lambda day: day.year),
    "quarter_of": count(lambda day: (day.month + 2) // 3),
    "month_of": count(lambda day: day.month),
    "day_of": count(lambda day: day.day),
    "weekday_of": count(lambda day: day.isoweekday()),
    "next_weekday": shifted(
        lambda day, n: day + datetime.timedelta(days=(n - day.isoweekday()) % 7)
    ),
    "end_of_month": plain(lambda day: last_day(day, 1)),
    "end_of_quarter": plain(lambda day: last_day(day, 3)),
    "end_of_year": plain(lambda day: last_day(day, 12)),
    "text_length": plain(lambda text: Fraction(len(text))),
    "join": join,
    "contains": plain(lambda text, part: part in text),
    "starts_with": plain(lambda text, part: text.startswith(part)),
    "ends_with": plain(lambda text, part: text.endswith(part)),
    "is_citizen_id": plain(lambda text: citizen_birth(text) is not None),
    "is_credit_code": plain(is_credit_code),
    "birth_date": birth_date,
    "is_digits": plain(lambda text: text.isascii() and text.isdigit()),
    "is_male": of_citizen(lambda text: int(text[16]) % 2 == 1),
    "region_code": of_citizen(lambda text: Fraction(int(text[:6]))),
}
if set(OPERATIONS) != operations.STRICT:
    sys.exit(f"operations.json and the oracle differ: {set(OPERATIONS) ^ operations.STRICT}")


def covers(band, value):
    lower, upper = band["lower"], band["upper"]
    if lower is not None:
        edge = Fraction(lower)
        if value < edge or (value == edge and not band["lower_closed"]):
            return False
    if upper is not None:
        edge = Fraction(upper)
        if value > edge or (value == edge and not band["upper_closed"]):
            return False
    return True


def scaled(scale, value, cell):
    found = next((band for band in scale["bands"] if covers(band, value)), None)
    if found is None:
        return Fault("no_band", *cell)
    if scale["kind"] == "step":
        return Fraction(found["value"])
    if scale["kind"] == "slab":
        return value * Fraction(found["value"])
    result = Fraction(0)
    for band in scale["bands"]:
        lower = Fraction(0) if band["lower"] is None else Fraction(band["lower"])
        upper = value if band is found else Fraction(band["upper"])
        result += (upper - lower) * Fraction(band["value"])
        if band is found:
            break
    return result


def matrix(oracle, expr, codes):
    table = oracle.model["matrices"][expr["matrix"]]
    index = 0
    for code, extent in zip(codes, table["extents"]):
        index = index * extent + code
    return oracle.constant(table["values"][index])


def dated(oracle, expr, cell, day):
    table = oracle.model["dated"][expr["dated"]]
    text = day.isoformat()
    if table["last_day"] is not None and text > table["last_day"]:
        return Fault("out_of_period", *cell)
    held = [value for since, value in zip(table["days"], table["values"]) if since <= text]
    return oracle.constant(held[-1]) if held else Fault("out_of_period", *cell)


class Calendar:
    """Which days are worked."""

    def __init__(self, oracle, table):
        self.fault = None
        self.hole = False
        self.days = None  # exceptions, where there is a table of them
        if table["date"] is None:
            return
        entity = table["entity"]
        self.hole = oracle.is_hole(entity)
        self.days = {}
        for row in range(oracle.inputs.rows[entity]):
            day = oracle.column_cell(table["date"], row)
            worked = False
            if table["worked"] is not None:
                worked = oracle.column_cell(table["worked"], row)
            for value in (day, worked):
                if isinstance(value, Fault):
                    self.fault = value.as_needed()
                    return
            if self.days.setdefault(day, worked) != worked:
                self.fault = oracle.fault_in("duplicate_key", table["date"], row)
                return
        self.years = {day.year for day, worked in self.days.items() if not worked}

    def is_worked(self, day):
        """None where the table does not cover the day."""
        if self.days is None:
            return day.isoweekday() <= 5
        if day.year not in self.years:
            return None
        return self.days.get(day, day.isoweekday() <= 5)

    def refusal(self, cell):
        if self.hole:
            return Fault("hole", *cell)
        return self.fault


def add_workdays(oracle, expr, cell, day, number):
    calendar = oracle.calendar(expr["calendar"])
    refusal = calendar.refusal(cell)
    if refusal is not None:
        return refusal
    step = datetime.timedelta(days=1 if number > 0 else -1)
    left = abs(int(number))
    while left > 0:
        try:
            day += step
        except OverflowError:
            return Fault("overflow", *cell)
        worked = calendar.is_worked(day)
        if worked is None:
            return Fault("no_holidays", *cell)
        left -= 1 if worked else 0
    return day


def workdays_between(oracle, expr, cell, start, end):
    calendar = oracle.calendar(expr["calendar"])
    refusal = calendar.refusal(cell)
    if refusal is not None:
        return refusal
    first, last = min(start, end), max(start, end)
    total = 0
    for offset in range(1, (last - first).days + 1):
        worked = calendar.is_worked(first + datetime.timedelta(days=offset))
        if worked is None:
            return Fault("no_holidays", *cell)
        total += 1 if worked else 0
    return Fraction(total if end >= start else -total)
