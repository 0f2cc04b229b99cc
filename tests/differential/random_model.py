"""Random well-typed models (docs/model-json.md), wider than what the language's forms lower to."""

from fractions import Fraction

from operations import payload, taking
from model_schema import (
    AREA, BOOLEAN, DATE, FIELDS, HOLIDAYS, KEYS, KIND, MONEY, NAMES, NUMBER, OPEN, PROJECTS,
    QUOTES, SETS, TEXT, UNIT, UNITS, WHOLE_ENTITY,
)
from random_nodes import Nodes
from random_values import DATES, GRIDS, MODES, TEXTS, constant


# Of two numbers; those of two amounts of one kind unless said here.
TWO = ["add", "multiply", "divide", "minimum", "maximum", "add", "multiply"]
TWO += [name for name in taking("numeric", "numeric", gives="numeric") if name != "divide"]
ONE = taking("numeric", gives="numeric")
ONE = ["round"] + [name for name in ONE if payload(name) in (None, "rounding")]
NUMBERS_OF_DATES = taking("date", "date", gives="numeric") + taking("date", gives="numeric")
MOVES = taking("date", "whole_number", gives="date")
NUMBERS_OF_TEXTS = taking("text", gives="numeric")
DATES_OF_TEXTS = taking("text", gives="date")
TRUTHS_OF_A_TEXT = taking("text", gives="boolean")
TRUTHS_OF_TEXTS = taking("text", "text", gives="boolean")


class RandomModel(Nodes):
    def __init__(self, random):
        self.random = random
        self.constants = []
        self.model = {
            "version": 1, "name": "random", "currencies": [{"code": "CNY", "scale": 2}],
            "category_sets": [
                [{"name": word, "label_en": "", "label_zh": ""} for word in words] for words in SETS
            ],
            "parties": [], "entities": [], "columns": [], "expressions": [], "splits": [],
            "scales": [], "matrices": [], "dated": [], "calendars": [], "payments": [],
            "targets": [],
        }  # fmt: skip
        for entity in range(len(NAMES)):
            self._entity(entity)
        self._calendars()

    # ---- Parts

    def _entity(self, entity):
        fields = []
        keys = KEYS[entity] if isinstance(KEYS[entity], list) else [KEYS[entity]]
        for index, (name, kind, scale, option) in enumerate(FIELDS[entity]):
            default = None
            if option == "default":
                default = self.number(Fraction(0), MONEY)
            fields.append(
                {
                    "name": name, "label": "", "type": kind, "scale": scale,
                    "optional": option == "optional", "decision": False, "hole": option == "hole",
                    "tree": name == "parent" and self.chance(0.5),
                    "left_out": kind["kind"] == "reference" and self.chance(0.4),
                    "may_not_apply": index not in keys and self.chance(0.3),
                    "default": default, "cite": "", "column": len(self.model["columns"]),
                    "span": [0, 0],
                }  # fmt: skip
            )
            self._column(name, entity, kind, field=index)
        self.model["entities"].append(
            {
                "name": NAMES[entity], "label": "", "key": KEYS[entity], "hole": entity == OPEN,
                "fields": fields,
            }  # fmt: skip
        )

    def _column(self, name, entity, kind, field=None, value=None):
        self.model["columns"].append(
            {
                "name": name, "entity": entity, "type": kind, "field": field, "value": value,
                "output": True,
            }  # fmt: skip
        )
        return len(self.model["columns"]) - 1

    def _calendars(self):
        day, worked = (self._field(HOLIDAYS, name) for name in ("day", "worked"))
        self.model["calendars"] = [
            {"name": "plain", "entity": None, "date": None, "worked": None},
            {"name": "table", "entity": HOLIDAYS, "date": day, "worked": worked},
        ]

    def _field(self, entity, name):
        for index, column in enumerate(self.model["columns"]):
            if column["entity"] == entity and column["name"] == name:
                return index
        raise KeyError(name)

    # ---- Expressions

    def add(self, kind, entity, of, args=(), **more):
        expr = {"kind": kind, "entity": entity, "type": of, "args": list(args), "span": [0, 0]}
        expr.update(more)
        self.model["expressions"].append(expr)
        return len(self.model["expressions"]) - 1

    def op(self, name, entity, of, args=(), **more):
        return self.add("operation", entity, of, args, op=name, **more)

    def number(self, value, of):
        self.constants.append(value)
        return self.op("number", 0, of, number=str(value))

    def column(self, index):
        column = self.model["columns"][index]
        return self.add("column", column["entity"], column["type"], column=index)

    def chance(self, rate):
        return self.random.random() < rate

    def rounding(self):
        return {"mode": self.random.choice(MODES), "increment": self.random.choice(GRIDS)}

    def leaf(self, of, entity):
        random = self.random
        fitting = [
            index
            for index, column in enumerate(self.model["columns"])
            if column["type"] == of and column["entity"] in (entity, 0)
        ]
        if fitting and self.chance(0.7):
            own = [i for i in fitting if self.model["columns"][i]["entity"] == entity]
            return self.column(random.choice(own or fitting))
        kind = of["kind"]
        if kind in ("number", "money"):
            return self.number(constant(random), of)
        if kind == "boolean":
            return self.op("boolean", 0, of, boolean=random.choice([True, False]))
        if kind == "date":
            return self.op("date", 0, of, date=random.choice(DATES))
        if kind == "text":
            return self.op("text", 0, of, text=random.choice(TEXTS))
        if kind == "category":
            return self.op("category", 0, of, code=random.randrange(len(SETS[of["set"]])))
        if kind == "duration":
            return self.number(Fraction(random.randint(-40, 40)), of)
        return self.op("blank", 0, of)

    def expr(self, of, entity, depth):
        if depth <= 0 or self.chance(0.12):
            return self.leaf(of, entity)
        if self.chance(0.1):
            return self.choice(of, entity, depth - 1)
        if self.chance(0.12):
            through = self.through(of, entity, depth - 1)
            if through is not None:
                return through
        return getattr(self, "_" + of["kind"])(of, entity, depth - 1)

    def choice(self, of, entity, depth):
        if self.chance(0.3):
            args = [self.expr(of, entity, depth), self.expr(of, entity, depth)]
            return self.op("otherwise", entity, of, args)
        args = [self.expr(BOOLEAN, entity, depth)]
        args += [self.expr(of, entity, depth), self.expr(of, entity, depth)]
        if self.chance(0.15):
            fault = self.random.choice(["out_of_bounds", "check_failed", "hole"])
            args[self.random.choice([1, 2])] = self.op("fail", 0, of, fault=fault)
        return self.op("choose", entity, of, args)

    def through(self, of, entity, depth):
        """By a reference to a row of another entity, or of the same one."""
        if entity in (UNITS, PROJECTS):
            return self.add(
                "lookup", entity, of, [self.expr(UNIT, entity, 1), self.expr(of, UNITS, depth)]
            )
        return None

    def _number(self, of, entity, depth):
        random = self.random
        form = random.random()
        if form < 0.3:
            return self._arithmetic(of, entity, depth)
        if form < 0.4:
            return self._adjusted(of, entity, depth)
        if form < 0.48:
            return self._table(of, entity, depth)
        if form < 0.55 and of == NUMBER:
            return self._of_dates(entity, depth)
        if form < 0.57 and of == NUMBER:
            name = random.choice(NUMBERS_OF_TEXTS)
            return self.op(name, entity, of, [self.expr(TEXT, entity, depth)])
        if form < 0.78:
            return self._fold(of, entity, depth)
        if form < 0.86 and of == NUMBER and entity in (UNITS, PROJECTS, QUOTES):
            return self._rank(entity, depth)
        if form < 0.94 and entity in (UNITS, PROJECTS):
            return self._apportion(of, entity, depth)
        return self._party(of, entity, depth)

    _money = _number

    def _arithmetic(self, of, entity, depth):
        name = self.random.choice(TWO)
        left, right = of, of
        if name == "multiply":
            right = NUMBER
        elif name == "divide":
            right = NUMBER
            if of == NUMBER and self.chance(0.5):
                left = right = MONEY
        args = [self.expr(left, entity, depth), self.expr(right, entity, depth)]
        if name in ("minimum", "maximum") and self.chance(0.3):
            args.append(self.leaf(of, entity))
        return self.op(name, entity, of, args)

    def _adjusted(self, of, entity, depth):
        name = self.random.choice(ONE)
        more = {"rounding": self.rounding()} if payload(name) == "rounding" else {}
        return self.op(name, entity, of, [self.expr(of, entity, depth)], **more)

    def _table(self, of, entity, depth):
        form = self.random.random()
        if form < 0.6:
            return self._scale(of, entity, depth)
        if form < 0.8:
            values = [self.number(constant(self.random), of) for _ in range(6)]
            self.model["matrices"].append({"name": "m", "extents": [3, 2], "values": values})
            args = [self.expr(KIND, entity, depth), self.expr(AREA, entity, depth)]
            return self.op("matrix", entity, of, args, matrix=len(self.model["matrices"]) - 1)
        days = sorted(self.random.sample(DATES, self.random.randint(1, 3)))
        values = [self.number(constant(self.random), of) for _ in days]
        last = "2012-12-31" if self.chance(0.4) and days[-1] < "2012-12-31" else None
        self.model["dated"].append({"name": "d", "days": days, "values": values, "last_day": last})
        index = len(self.model["dated"]) - 1
        return self.op("dated", entity, of, [self.expr(DATE, entity, depth)], dated=index)

    def _scale(self, of, entity, depth):
        random = self.random
        kind = random.choice(["marginal", "slab", "step"])
        edges = sorted({abs(constant(random)) for _ in range(random.randint(1, 4))})
        self.constants += edges
        ends = [None if self.chance(0.4) else Fraction(0)]
        ends += [edge for edge in edges if ends[0] is None or edge > 0]
        ends.append(None if self.chance(0.6) else ends[-1] + 1000 if ends[-1] is not None else None)
        closed = [self.chance(0.5) for _ in ends]
        bands = []
        for i in range(len(ends) - 1):
            bands.append(
                {
                    "lower": None if ends[i] is None else str(ends[i]), "lower_closed": closed[i],
                    "upper": None if ends[i + 1] is None else str(ends[i + 1]),
                    "upper_closed": not closed[i + 1], "value": str(constant(random)),
                }  # fmt: skip
            )
        self.model["scales"].append({"name": "s", "kind": kind, "bands": bands})
        index = len(self.model["scales"]) - 1
        operand = of if kind != "step" else random.choice([NUMBER, MONEY])
        return self.op("scale", entity, of, [self.expr(operand, entity, depth)], scale=index)

    def _of_texts(self, entity, depth):
        if self.chance(0.4):
            args = [self.expr(TEXT, entity, depth)]
            return self.op(self.random.choice(TRUTHS_OF_A_TEXT), entity, BOOLEAN, args)
        args = [self.expr(TEXT, entity, depth), self.expr(TEXT, entity, depth)]
        return self.op(self.random.choice(TRUTHS_OF_TEXTS), entity, BOOLEAN, args)

    def _of_dates(self, entity, depth):
        name = self.random.choice(NUMBERS_OF_DATES)
        if name in taking("date", gives="numeric"):
            return self.op(name, entity, NUMBER, [self.expr(DATE, entity, depth)])
        by_calendar = payload(name) == "calendar"
        near = 0 if by_calendar else depth
        args = [self.expr(DATE, entity, near), self.expr(DATE, entity, near)]
        more = {"calendar": self.random.randrange(2)} if by_calendar else {}
        return self.op(name, entity, NUMBER, args, **more)

    def _boolean(self, of, entity, depth):
        random = self.random
        form = random.random()
        if form < 0.35:
            return self._comparison(entity, depth)
        if form < 0.4:
            return self._of_texts(entity, depth)
        if form < 0.65:
            name = random.choice(["conjunction", "disjunction"])
            args = [self.expr(of, entity, depth) for _ in range(random.choice([2, 2, 3]))]
            return self.op(name, entity, of, args)
        if form < 0.72:
            name = random.choice(["negation", "negation", "fails"])
            return self.op(name, entity, of, [self.expr(of, entity, depth)])
        if form < 0.78:
            args = [self.expr(of, entity, depth) for _ in range(3)]
            return self.op("at_least", entity, of, args, count=random.randint(0, 3))
        if form < 0.86:
            kind = random.choice([NUMBER, DATE, AREA, UNIT, MONEY])
            return self.op(random.choice(["is_given", "is_applicable"]), entity, of, [self.expr(kind, entity, min(depth, 1))])
        if form < 0.92:
            args = [self.expr(KIND, entity, depth)]
            args += [self.op("category", 0, KIND, code=code) for code in random.sample([0, 1, 2], 2)]
            return self.op("is_one_of", entity, of, args)
        return self._fold(of, entity, depth, ["any", "all"])

    def _comparison(self, entity, depth):
        random = self.random
        kind = random.choice([NUMBER, NUMBER, MONEY, MONEY, DATE, TEXT, KIND, BOOLEAN, UNIT])
        names = ["equal", "not_equal"]
        if kind["kind"] not in ("boolean", "reference"):
            names += ["less", "less_equal", "greater", "greater_equal"]
        args = [self.expr(kind, entity, depth), self.expr(kind, entity, depth)]
        return self.op(random.choice(names), entity, BOOLEAN, args)

    def _date(self, of, entity, depth):
        random = self.random
        form = random.random()
        if form < 0.3:
            name = random.choice(taking("date", gives="date"))
            return self.op(name, entity, of, [self.expr(of, entity, depth)])
        if form < 0.35:
            name = random.choice(DATES_OF_TEXTS)
            return self.op(name, entity, of, [self.expr(TEXT, entity, depth)])
        if form < 0.5:
            return self._fold(of, entity, depth, ["minimum", "maximum"])
        name = random.choice(MOVES)
        more = {"calendar": random.randrange(2)} if payload(name) == "calendar" else {}
        unit = {"kind": "duration", "unit": name[4:]} if name.startswith("add_") else NUMBER
        number = self.number(Fraction(random.choice([0, 1, -1, 5, 12, 30, -13])), unit)
        return self.op(name, entity, of, [self.expr(of, entity, depth), number], **more)

    def _reference(self, of, entity, depth):
        if self.chance(0.5) or entity == WHOLE_ENTITY:
            return self.leaf(of, entity)
        ours = self.expr(KIND, entity, 1)
        theirs = self.expr(KIND, UNITS, 1)
        match = {"entity": UNITS, "equal": [{"ours": ours, "theirs": theirs}], "as_of": None}
        if self.chance(0.5):
            match["as_of"] = {
                "ours": self.expr(DATE, entity, 1), "theirs": self.column(self._field(UNITS, "since"))
            }  # fmt: skip
        return self.add("match", entity, of, match=match)

    def _text(self, of, entity, depth):
        if depth <= 0 or self.chance(0.5):
            return self.leaf(of, entity)
        kinds = [TEXT, TEXT, DATE, KIND, AREA, NUMBER]
        parts = [self._written(entity, depth - 1, self.random.choice(kinds))
                 for _ in range(self.random.choice([2, 2, 3]))]  # fmt: skip
        return self.op("join", entity, of, parts, count=self.random.choice([6, 1 << 20, 1 << 20]))

    def _written(self, entity, depth, kind):
        """A part of a text; of numbers whole ones."""
        part = self.expr(kind, entity, depth)
        return self.op("floor", entity, kind, [part]) if kind == NUMBER else part

    def _category(self, of, entity, depth):
        return self.leaf(of, entity)

    _duration = _category

    # ---- Whole models

    def recurrence(self, number):
        """A column that reads itself in the row whose count is one less, directly or by another."""
        entity = self.random.choice([UNITS, PROJECTS])
        key = self._field(entity, "staff" if entity == UNITS else "count")
        of = self.random.choice([NUMBER, MONEY, MONEY, BOOLEAN, DATE, KIND])
        own, other = (self.expr(of, entity, self.random.choice([1, 2])) for _ in range(2))
        holds = self.expr(BOOLEAN, entity, 1)
        first = self._column(f"c{number}", entity, of)
        second = self._column(f"d{number}", entity, of) if self.chance(0.4) else first
        last = self.add("lookup", entity, of, [self._one_less(entity, key), self.column(second)])
        if self.chance(0.7):
            unsaid = own if self.chance(0.3) else self.leaf_constant(of)
            last = self.op("otherwise", entity, of, [last, unsaid])
        columns = self.model["columns"]
        columns[first]["value"] = self._carried(of, entity, last, own, holds)
        if second != first:
            mine = self.column(first)
            columns[second]["value"] = self._carried(of, entity, mine, other, holds)

    def _one_less(self, entity, key):
        one = self.number(Fraction(1), NUMBER)
        before = self.op("subtract", entity, NUMBER, [self.column(key), one])
        equal = [{"ours": before, "theirs": self.column(key)}]
        if self.chance(0.4):
            group = self.column(self._field(entity, "kind" if entity == UNITS else "area"))
            equal.append({"ours": group, "theirs": group})
        match = {"entity": entity, "equal": equal, "as_of": None, "earlier": 2 * entity - 1}
        return self.add("match", entity, {"kind": "reference", "entity": entity}, match=match)

    def _carried(self, of, entity, last, own, holds):
        """What a row makes of the one before; numbers are rounded, or their digits would never end."""
        chosen = self.op("choose", entity, of, [holds, last, own])
        if of == BOOLEAN:
            name = self.random.choice(["conjunction", "disjunction"])
            return self.pick_one(self.op(name, entity, of, [own, last]), chosen)
        if of not in (NUMBER, MONEY):
            return chosen
        name = self.random.choice(["add", "subtract", "minimum", "maximum"])
        value = self.pick_one(self.op(name, entity, of, [own, last]), chosen)
        if self.chance(0.2):
            value = self.op("multiply", entity, of, [value, self.number(Fraction(11, 10), NUMBER)])
        return self.op("round", entity, of, [value], rounding=self.rounding())

    def pick_one(self, *choices):
        return self.random.choice(choices)

    def leaf_constant(self, of):
        if of["kind"] in ("number", "money"):
            return self.number(constant(self.random), of)
        return self.leaf(of, WHOLE_ENTITY)

    def define(self, number):
        if self.chance(0.08):
            return self.recurrence(number)
        entity = self.random.choice([0, UNITS, UNITS, PROJECTS, PROJECTS, PROJECTS, QUOTES])
        of = self.random.choice([NUMBER, NUMBER, MONEY, MONEY, MONEY, BOOLEAN, DATE, UNIT, KIND])
        value = self.expr(of, entity, self.random.choice([1, 2, 2, 3]))
        self._column(f"c{number}", entity, of, value=value)


def random_model(random, columns):
    maker = RandomModel(random)
    for number in range(columns):
        maker.define(number)
    return maker.model, maker.constants
