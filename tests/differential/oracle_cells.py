"""Values and faults of cells, and the reading of input cells from their texts.

A value is a Fraction (number, money, duration), bool, datetime.date, str, or an int (category code,
row referred to). A Fault stands where there is none.
"""

import datetime
import re
from fractions import Fraction

MAX_DIGITS = 38
# Above and below the line of a fraction in lowest terms, in a cell and on the way to one.
TOO_LONG = 10**4_000


# Where a fault began that began in the formula at hand: the column that has the formula names it.
HERE = (None, None)


class Fault:
    """Why a cell has no value, and the cell (entity, row) where the trouble began; `column` is the
    model's, None for a field that is no column."""

    __slots__ = ("code", "entity", "row", "column")

    def __init__(self, code, entity, row, column=None):
        self.code = code
        self.entity = entity
        self.row = row
        self.column = column

    def as_needed(self):
        """What becomes of it where a value was needed."""
        if self.code != "blank":
            return self
        return Fault("missing", self.entity, self.row, self.column)

    def seen_from(self, entity, row, column):
        """In a column with a name: that is where what began in its formula began."""
        return self if self.entity is not None else Fault(self.code, entity, row, column)

    def __repr__(self):
        return f"{self.code}@{self.entity}.{self.row}#{self.column}"


def is_blank(value):
    return isinstance(value, Fault) and value.code == "blank"


def is_error(value):
    return isinstance(value, Fault) and value.code != "blank"


def belongs_nowhere(value):
    """Whether a row with that in its group or reference belongs to none."""
    return isinstance(value, Fault) and value.code in ("blank", "left_out", "not_applicable")


def leaves_open(value):
    """Whether it is not known where a row with that in its group or reference belongs."""
    return isinstance(value, Fault) and not belongs_nowhere(value)


def is_too_long(value):
    """Whether it is a number of more digits than any may have."""
    if not isinstance(value, Fraction):
        return False
    return abs(value.numerator) >= TOO_LONG or value.denominator >= TOO_LONG


def too_wide(value, form):
    """Whether a number has more digits than a column may hold."""
    if form == "ratio":
        return is_too_long(value)
    return abs(value) * 10**form >= 10**MAX_DIGITS


SPACES = " \t\r\n\v\f\u00a0\u3000"
NUMBER = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?([%\u2030]?)\Z")
DATES = (
    re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z"),
    re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})\Z"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日\Z"),
)
TRUE = {"true", "yes", "y", "1", "是"}
FALSE = {"false", "no", "n", "0", "否"}


def read_number(text, scale, percent=False):
    """The value, or the fault that such a text is."""
    match = NUMBER.match(text)
    if match is None or (match[4] and not percent):
        return "bad_cell"
    sign, whole, part, unit = match.groups()
    value = Fraction(whole + (("." + part) if part else ""))
    value *= {"": 1, "%": Fraction(1, 100), "\u2030": Fraction(1, 1000)}[unit]
    if sign == "-":
        value = -value
    if (value * 10**scale).denominator != 1:
        return "bad_cell"
    return "overflow" if too_wide(value, scale) else value


def read_date(text):
    for pattern in DATES:
        match = pattern.match(text)
        if match:
            try:
                return datetime.date(*(int(part) for part in match.groups()))
            except ValueError:
                return None
    return None


def read_cell(model, kind, field, text):
    """(value, None) of the trimmed, non-empty text of a field of that kind, or (None, fault)."""
    if kind in ("number", "money", "duration"):
        share = field.get("percent", False)
        value = read_number(text, field["scale"], share)
        if isinstance(value, str):
            return None, value
        if share and not field["bounded"] and not 0 <= value <= 1:
            return None, "bad_cell"
        return value, None
    value = read_word(model, kind, field, text)
    return value, ("bad_cell" if value is None else None)


# What programs write where there is nothing; it is nobody's name.
OF_PROGRAMS = {
    "NULL", "null", "Null", "NaN", "nan", "NAN", "NaT", "<NA>", "<null>", "<NULL>", "(null)",
    "(NULL)", "[NULL]", "undefined", "(blank)", "\\N",
}  # fmt: skip


NOT_APPLICABLE = {"n/a", "not applicable", "不适用", "不適用"}


def read_word(model, kind, field, text):
    if kind == "boolean":
        word = text.lower()
        return True if word in TRUE else False if word in FALSE else None
    if kind == "date":
        return read_date(text)
    if kind == "category":
        names = [value["name"] for value in model["category_sets"][field["type"]["set"]]]
        return names.index(text) if text in names else None
    return None if text in OF_PROGRAMS else text


def leads_back(above, row):
    """Whether the way from the row along the references comes to the row again."""
    at = row
    for _ in above:
        if isinstance(above[at], Fault):
            return False
        at = above[at]
        if at == row:
            return True
    return False


def key_fields(entity):
    """The indices of the fields that name a row together."""
    key = entity["key"]
    return [] if key is None else key if isinstance(key, list) else [key]


class Inputs:
    """The input columns of all entities, read from texts.

    `tables` maps entity names ("" is the whole) to {"header": [...], "rows": [[text ...] ...]};
    headers are field names. An entity without a table has no rows; the whole always has one.
    """

    def __init__(self, model, tables, constant):
        """`constant` gives the value of a constant expression (defaults)."""
        self.model = model
        self.constant = constant
        self.given = []
        self.rows = []
        self.cells = {}  # (model column, row) -> value or Fault
        self.keys = []  # by entity: key value -> row, or Fault
        self.stored = {}  # (model column, row) -> what a key that stands twice is
        self.refused = {}  # (entity, row) -> Fault: in error as a whole, for want of a key of its own
        texts = [self._texts(entity, tables) for entity in model["entities"]]
        for number, entity in enumerate(model["entities"]):
            self.given.append(entity["name"] in tables)
            self.rows.append(1 if number == 0 else len(texts[number]))
        for number, entity in enumerate(model["entities"]):
            self.keys.append(self._read_keys(number, entity, texts[number]))
        for number, entity in enumerate(model["entities"]):
            for index, field in enumerate(entity["fields"]):
                if key_fields(entity) != [index]:
                    for row in range(self.rows[number]):
                        text = texts[number][row][index] if texts[number] else ""
                        self._put(number, row, field, self._cell(number, row, field, text))

        for number, entity in enumerate(model["entities"]):
            if len(key_fields(entity)) > 1:
                self._compare_keys(number, entity, texts[number])
        self._refuse_circles()
        self._refuse_rows()

    def _refuse_rows(self):
        """Every cell of a row without a key of its own that is no error yet is that of the key."""
        for (number, row), fault in self.refused.items():
            entity = self.model["entities"][number]
            for index, field in enumerate(entity["fields"]):
                own = self.cells.get((field["column"], row))
                if key_fields(entity) != [index] and not leaves_open(own):
                    self._put(number, row, field, fault)

    def _refuse_circles(self):
        """A row that its own reference leads back to, where rows are added up along it."""
        for number, entity in enumerate(self.model["entities"]):
            for field in entity["fields"]:
                if field.get("tree"):
                    above = [self.cells[field["column"], row] for row in range(self.rows[number])]
                    for row in range(len(above)):
                        if leads_back(above, row):
                            fault = self._fault("circular", number, row, field)
                            self._put(number, row, field, fault)

    def _texts(self, entity, tables):
        table = tables.get(entity["name"])
        if table is None:
            return []
        place = [
            table["header"].index(field["name"]) if field["name"] in table["header"] else None
            for field in entity["fields"]
        ]
        return [
            ["" if at is None else row[at].strip(SPACES) for at in place] for row in table["rows"]
        ]

    def _put(self, entity, row, field, value):
        if field["column"] is not None:
            self.cells[field["column"], row] = value

    def _fault(self, code, entity, row, field):
        return Fault(code, entity, row, field["column"])

    def _stored(self, field):
        """The field whose texts the field's cells are: the key, in the end, of what it refers to."""
        while field["type"]["kind"] == "reference":
            entity = self.model["entities"][field["type"]["entity"]]
            field = entity["fields"][key_fields(entity)[0]]
        return field

    def _read_keys(self, number, entity, texts):
        keys = {}
        if len(key_fields(entity)) != 1:
            return keys
        (index,) = key_fields(entity)
        field = entity["fields"][index]
        stored = self._stored(field)
        values = []
        for row, cells in enumerate(texts):
            text = cells[index]
            if text == "":
                values.append(self._fault("missing", number, row, field))
                continue
            value, fault = read_cell(self.model, stored["type"]["kind"], stored, text)
            values.append(value if fault is None else self._fault(fault, number, row, field))
        seen = {}
        for row, value in enumerate(values):
            if not isinstance(value, Fault):
                seen.setdefault(value, []).append(row)
        for value, rows in seen.items():
            keys[value] = rows
        for row, value in enumerate(values):
            if not isinstance(value, Fault) and len(seen[value]) > 1:
                values[row] = self._fault("duplicate_key", number, row, field)
            if isinstance(values[row], Fault):
                self.refused[number, row] = values[row]
            self._put(number, row, field, values[row])
        return keys

    def _compare_keys(self, number, entity, texts):
        """Keys of several fields: rows that have all of them the same, or that lack a part."""
        fields = [entity["fields"][index] for index in key_fields(entity)]
        rows_of = {}
        for row in range(self.rows[number]):
            parts = [self.cells[field["column"], row] for field in fields]
            if self._is_whole(number, row, fields, texts):
                written = tuple(
                    self._read_part(field, texts[row][index])
                    for field, index in zip(fields, key_fields(entity))
                )
                rows_of.setdefault(written, []).append(row)
            else:
                self.refused[number, row] = next(part for part in parts if isinstance(part, Fault))
        for rows in rows_of.values():
            for row in rows:
                self._settle_key(number, row, fields, len(rows) > 1)

    def _read_part(self, field, text):
        stored = self._stored(field)
        return read_cell(self.model, stored["type"]["kind"], stored, text)[0]

    def _is_whole(self, number, row, fields, texts):
        """Whether every part can be read, whether or not the row that it refers to is there."""
        for field in fields:
            text = texts[row][self.model["entities"][number]["fields"].index(field)]
            if text == "" or self._read_part(field, text) is None:
                return False
        return True

    def _settle_key(self, number, row, fields, twice):
        first = self._fault("duplicate_key", number, row, fields[0])
        for field in fields:
            own = self.cells[field["column"], row]
            if twice and isinstance(own, Fault) and own.code == "duplicate_key":
                own = own.row  # refers to the first of rows with one key
            if twice and not isinstance(own, Fault):
                self.stored[field["column"], row] = own
                self._put(number, row, field, first)
        faults = [self.cells[field["column"], row] for field in fields]
        faults = [fault for fault in faults if isinstance(fault, Fault)]
        if faults:
            self.refused[number, row] = faults[0]

    def _cell(self, entity, row, field, text):
        kind = field["type"]["kind"]
        if text == "":
            if field["default"] is not None:
                return self.constant(field["default"])
            if field["hole"]:
                return self._fault("hole", entity, row, field)
            if field["optional"] or field["decision"]:
                return self._fault("blank", entity, row, field)
            return self._fault("left_out" if field.get("left_out") else "missing", entity, row, field)
        if field.get("may_not_apply") and text.lower() in NOT_APPLICABLE:
            return self._fault("not_applicable", entity, row, field)
        stored = self._stored(field)
        value, fault = read_cell(self.model, stored["type"]["kind"], stored, text)
        if kind == "reference" and text in OF_PROGRAMS and stored["type"]["kind"] == "text":
            fault = None  # it names no row
        if fault is not None:
            return self._fault(fault, entity, row, field)
        if kind != "reference":
            return value
        target = field["type"]["entity"]
        if not self.given[target]:
            return self._fault("hole", entity, row, field)
        found = self.keys[target].get(value, [])
        if not found:
            code = "left_out" if field.get("left_out") else "bad_reference"
            return self._fault(code, entity, row, field)
        if len(found) > 1:
            key = self.model["entities"][target]["fields"][
                key_fields(self.model["entities"][target])[0]
            ]
            return self._fault("duplicate_key", target, found[0], key)
        return found[0]
