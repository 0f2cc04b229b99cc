"""Tables whose rows the policy makes, as src/run/made_tables.h and src/type/made_rows.h state them."""

import datetime
import itertools
from fractions import Fraction

from oracle_cells import Fault, is_blank

DAY = datetime.timedelta(days=1)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def first_of_next_month(date, months):
    """The first day of the month that is so many months after that of the date; None beyond 9999."""
    count = date.year * 12 + date.month - 1 + months
    return datetime.date(count // 12, count % 12 + 1, 1) if count < 10000 * 12 else None


def whole_part(unit, day):
    """First and last day of the part of the calendar around a day."""
    if unit == "week":
        monday = day - day.weekday() * DAY
        return monday, monday + 6 * DAY
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is None:
        return day, day
    first = datetime.date(day.year, (day.month - 1) // months * months + 1, 1)
    after = first_of_next_month(first, months)
    return first, (after - DAY if after else datetime.date.max)


def parts_of(unit, first, last):
    """(first day, last day, days of the whole part) of each part with a day within."""
    parts = []
    day = first
    while day <= last:
        if unit in WEEKDAYS:
            if day.weekday() == WEEKDAYS.index(unit):
                parts.append((day, day, 1))
            ends = day
        else:
            begins, ends = whole_part(unit, day)
            parts.append((day, min(ends, last), (ends - begins).days + 1))
        if ends == datetime.date.max:
            break
        day = ends + DAY
    return parts


def field_value(field, part, ordinal):
    first, last, full_days = part
    return {
        "year": lambda: Fraction(first.year),
        "quarter": lambda: Fraction((first.month + 2) // 3),
        "month": lambda: Fraction(first.month),
        "ordinal": lambda: Fraction(ordinal),
        "first_day": lambda: first,
        "last_day": lambda: last,
        "days": lambda: Fraction((last - first).days + 1),
        "full_days": lambda: Fraction(full_days),
    }[field]()


class MadeTables:
    """Fills the tables of the model's made entities, one after the other."""

    def __init__(self, oracle):
        self.oracle = oracle
        self.inputs = oracle.inputs
        for made in oracle.model.get("made", []):
            self.inputs.given[made["entity"]] = True
            (self._groups if made["groups"] else self._cross)(made)

    def _put(self, made, row, values):
        entity = self.oracle.model["entities"][made["entity"]]
        for field, value in zip(entity["fields"], values):
            self.inputs.cells[field["column"], row] = value
        self.inputs.rows[made["entity"]] = row + 1

    def _source_rows(self, source):
        """(row, what is wrong with it) of each row that makes rows."""
        for row in range(self.inputs.rows[source["entity"]]):
            fault = self.inputs.refused.get((source["entity"], row))
            if fault is None and source["where"] is not None:
                counts = self.oracle.column_cell(source["where"], row)
                if counts is False:
                    continue
                fault = counts.as_needed() if isinstance(counts, Fault) else None
            yield row, fault

    def _parts(self, made, row):
        if made["unit"] == "none":
            return [None]
        ends = [self.oracle.column_cell(made[end], row) for end in ("from", "to")]
        for end in ends:
            if isinstance(end, Fault):
                return end.as_needed()
        if made["unit"] == "stretch":
            return self._stretches(made, row, *ends)
        return parts_of(made["unit"], *ends)

    def _stretches(self, made, row, first, last):
        own = made["sources"][0]["entity"]
        cuts = set()
        faults = []
        for column in sorted(made["cuts"], key=lambda each: self.oracle.model["columns"][each]["entity"] == own):
            entity = self.oracle.model["columns"][column]["entity"]
            for at in [row] if entity == own else range(self.inputs.rows[entity]):
                day = self.oracle.column_cell(column, at)
                if not isinstance(day, Fault):
                    cuts.add(day)
                elif not is_blank(day):
                    faults.append(day)
        if faults:
            return faults[0]
        begins = [first] + sorted(day for day in cuts if first < day <= last)
        ends = [day - DAY for day in begins[1:]] + [last]
        return [(begin, end, (end - begin).days + 1) for begin, end in zip(begins, ends)]

    def _cross(self, made):
        count = 0
        self.inputs.rows[made["entity"]] = 0
        for choice in itertools.product(*(list(self._source_rows(each)) for each in made["sources"])):
            rows = [row for row, _ in choice]
            fault = choice[0][1] if choice else None
            parts = None
            if fault is None:
                parts = self._parts(made, rows[0] if rows else 0)
                fault = parts if isinstance(parts, Fault) else None
            fault = next((each for each in [fault] + [wrong for _, wrong in choice[1:]] if each), None)
            for ordinal, part in enumerate([None] if fault else parts, 1):
                values = list(rows)
                for field in made["fields"][len(rows):]:
                    if fault:
                        values.append(fault)
                    elif part is None:
                        values.append(Fraction(1))  # without a calendar there is but the ordinal
                    else:
                        values.append(field_value(field, part, ordinal))
                self._put(made, count, values)
                if fault:
                    self.inputs.refused[made["entity"], count] = fault
                count += 1

    def _groups(self, made):
        (source,) = made["sources"]
        found = set()
        for row in range(self.inputs.rows[source["entity"]]):
            values = tuple(self.oracle.column_cell(column, row) for column in made["groups"])
            if not any(isinstance(value, Fault) for value in values):
                found.add(values)
        self.inputs.rows[made["entity"]] = 0
        for row, values in enumerate(sorted(found)):
            self._put(made, row, values)
