"""Tables of the sample policies: written in two languages, read back as exact fractions."""

import csv
import datetime
from fractions import Fraction
from pathlib import Path


class Words:
    """English words and their Chinese ones: entities, fields, categories, names of rows."""

    def __init__(self, pairs):
        self.chinese = dict(pairs)
        self.english = {zh: en for en, zh in pairs}
        if len(self.english) != len(self.chinese):
            raise ValueError("two English words have one Chinese word")

    def to_chinese(self, word):
        return self.chinese.get(word, word)

    def to_english(self, word):
        return self.english.get(word, word)


def header_to_chinese(header, words):
    """`amount (10k CNY)` is `金额(万元)`: the unit in brackets has a word of its own."""
    name, bracket, unit = header.partition(" (")
    if not bracket:
        return words.to_chinese(name)
    return f"{words.to_chinese(name)}({words.to_chinese(unit[:-1])})"


def write_table(folder, entity, columns, rows):
    """Writes `folder/entity.csv`. `rows` are sequences of texts in the order of `columns`."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f"{entity}.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def write_both(folder, words, tables, sub="data", headers=None):
    """Writes English tables to `folder/en/sub` and Chinese ones to `folder/sub`.

    `tables`: entity -> (columns, rows), all in English; a cell that is one of the words is
    translated too. `headers`: (entity, field) -> Chinese field, where that is not the word's own.
    """
    folder, headers = Path(folder), headers or {}
    for entity, (columns, rows) in tables.items():
        write_table(folder / "en" / sub, entity, columns, rows)
        write_table(
            folder / sub,
            words.to_chinese(entity),
            [headers.get((entity, column)) or header_to_chinese(column, words) for column in columns],
            [[words.to_chinese(cell) for cell in row] for row in rows],
        )


UNITS = {"10k CNY": 10_000, "10k USD": 10_000, "%": Fraction(1, 100)}


def read_table(folder, entity):
    """The rows of `folder/entity.csv` as dictionaries of texts; a column with a unit in its header
    is scaled to plain numbers (texts of fractions)."""
    with open(Path(folder) / f"{entity}.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    result = []
    for row in rows:
        plain = {}
        for header, cell in row.items():
            name, bracket, unit = header.partition(" (")
            if bracket and cell != "":
                cell = str(Fraction(cell) * UNITS[unit[:-1]])
            plain[name] = cell
        result.append(plain)
    return result


def number(cell, default=0):
    """An exact number; a blank cell is `default`."""
    return Fraction(cell) if cell != "" else Fraction(default)


def round_half_up(value, step=Fraction(1, 100)):
    """To a whole number of steps, halves away from zero."""
    steps = abs(value) / step
    whole = (steps.numerator * 2 + steps.denominator) // (steps.denominator * 2)
    return (whole if value >= 0 else -whole) * step


def text(value):
    """A fraction as the shortest plain decimal; it must have one."""
    value = Fraction(value)
    denominator, digits = value.denominator, 0
    while denominator % 10 == 0 or 10**digits % denominator != 0:
        digits += 1
        if 10**digits % denominator == 0:
            break
        if digits > 40:
            raise ValueError(f"{value} is no decimal")
    coefficient = abs(value.numerator) * 10**digits // value.denominator
    body = str(coefficient).rjust(digits + 1, "0")
    whole, part = body[: len(body) - digits], body[len(body) - digits :].rstrip("0")
    return ("-" if value < 0 else "") + whole + ("." + part if part else "")


def competition_ranks(values):
    """1, 1, 3: places of the values, the largest first; `values`: key -> value."""
    return {key: 1 + sum(other > value for other in values.values()) for key, value in values.items()}


def flag(value):
    return "true" if value else "false"


def last_day_of_month(year, month):
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def weekdays_of_year(year, weekday):
    """Every Friday (5) of a year, or another day of the week, Monday being 1."""
    first = datetime.date(year, 1, 1)
    days = (first + datetime.timedelta(days=i) for i in range(366))
    return [day for day in days if day.year == year and day.isoweekday() == weekday]
